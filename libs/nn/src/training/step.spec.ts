import { compile, eager, sizeOf, tensor, type Tensor } from '@tombola/engine';
import { randomStream, type Recipe } from '@tombola/shared';
import { initialise } from '../initialise';
import { parametersOf } from '../network/network';
import { buildOptimizer } from '../optimizer/build';
import { learningRate } from '../schedule';
import { allBits, randomMasks, ToyBatches, toyNetwork, toyRecipe } from '../testing/toy';
import { unitPixels } from './pixels';
import { stepSignature, trainStep, type StepResults, type StepSignature } from './step';
import { Trainer, type TrainingState } from './trainer';

const optimizers: Record<string, Parameters<typeof toyRecipe>[0]> = {
  Adam: { optimizer: { name: 'adam', learningRate: 0.01, weightDecay: 0.01 } },
  SGD: { optimizer: { name: 'sgd', learningRate: 0.1, weightDecay: 0.01 } },
  'Nesterov momentum': {
    optimizer: { name: 'sgd', learningRate: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.01 },
    schedule: { name: 'cosine', warmup: 3 },
    labelSmoothing: 0.1,
  },
};
const names = Object.keys(optimizers);
const masks = randomMasks(toyNetwork, 2);
const initial = initialise(toyNetwork, 'he-normal', 1);

function stepOf(recipe: Recipe, pixels = unitPixels) {
  const optimizer = buildOptimizer(recipe.optimizer);
  const { batch, labelSmoothing } = recipe;
  const options = { network: toyNetwork, optimizer, batch, labelSmoothing, pixels };
  const { carry, shared, each } = stepSignature(options);
  return { optimizer, step: trainStep(options), signature: { ...carry, ...shared, ...each } };
}

/** The steps one by one, each a run of its own. */
async function oneByOne(make: typeof compile | typeof eager, recipe: Recipe, start: TrainingState, steps: number) {
  const { optimizer, step, signature } = stepOf(recipe);
  type Inputs = StepSignature['carry'] & StepSignature['shared'] & StepSignature['each'];
  const program = await make<Inputs, StepResults>(step, signature);
  const batches = new ToyBatches();
  const losses: number[] = [];
  let state = start;
  for (let i = 1; i <= steps; i++) {
    const { images, labels } = batches.next();
    const scalars = Object.entries(optimizer.scalars(i, learningRate(recipe, i)));
    const results = await program.run({
      ...state,
      memory: {},
      numbers: {},
      noise: {},
      masks,
      scalars: Object.fromEntries(scalars.map(([name, value]) => [name, tensor([value], [])])),
      images: tensor(images, [recipe.batch, 1, 4, 4], 'uint8'),
      labels: tensor(labels, [recipe.batch], 'int32'),
      keep: {},
    });
    state = { parameters: results.parameters, slots: results.slots ?? {} } as TrainingState;
    losses.push(results.loss.data[0]!);
  }
  await program.dispose();
  return { state, losses };
}

async function inChunks(trainer: Trainer, sizes: readonly number[]) {
  const batches = new ToyBatches();
  const losses: number[] = [];
  let state = trainer.start(initial, masks);
  let step = 0;
  for (const size of sizes) {
    const advanced = await trainer.advance(state, masks, batches, step, size);
    losses.push(...advanced.losses);
    state = advanced.state;
    step += size;
  }
  return { state, losses };
}

test.each(names)('%s: twelve steps in one scan are the compiled step twelve times, bit for bit', async (name) => {
  const recipe = toyRecipe(optimizers[name]);
  const trainer = await Trainer.create(toyNetwork, recipe, unitPixels);
  const scanned = await inChunks(trainer, [12]);
  const single = await oneByOne(compile, recipe, trainer.start(initial, masks), 12);
  expect(scanned.losses).toEqual(single.losses);
  expect(allBits(scanned.state.parameters)).toEqual(allBits(single.state.parameters));
  expect(allBits(scanned.state.slots)).toEqual(allBits(single.state.slots));
  await trainer.dispose();
});

test.each(names)('%s: bits do not depend on how steps are grouped into calls', async (name) => {
  const trainer = await Trainer.create(toyNetwork, toyRecipe(optimizers[name]), unitPixels);
  const whole = await inChunks(trainer, [12]);
  for (const sizes of [[1, 11], [5, 4, 3], Array<number>(12).fill(1)]) {
    const chunked = await inChunks(trainer, sizes);
    expect(chunked.losses).toEqual(whole.losses);
    expect(allBits(chunked.state.parameters)).toEqual(allBits(whole.state.parameters));
    expect(allBits(chunked.state.slots)).toEqual(allBits(whole.state.slots));
  }
  await trainer.dispose();
});

test.each(names)('%s: the compiled steps are those of eager TensorFlow.js within float32', async (name) => {
  const recipe = toyRecipe(optimizers[name]);
  const trainer = await Trainer.create(toyNetwork, recipe, unitPixels);
  const compiled = await inChunks(trainer, [6]);
  const reference = await oneByOne(eager, recipe, trainer.start(initial, masks), 6);
  compiled.losses.forEach((loss, i) => expect(loss).toBeCloseTo(reference.losses[i]!, 5));
  for (const [parameter, { data }] of Object.entries(compiled.state.parameters)) {
    const other = reference.state.parameters[parameter]!.data;
    // Adam turns the sign of a tiny gradient into a whole step, so single weights may differ by more than rounding.
    data.forEach((value, i) => expect(Math.abs(value - other[i]!)).toBeLessThan(1e-4));
  }
  await trainer.dispose();
});

test.each(names)('%s: after every step pruned weights are exactly +0, and so are their slots', async (name) => {
  const trainer = await Trainer.create(toyNetwork, toyRecipe(optimizers[name]), unitPixels);
  const batches = new ToyBatches();
  let state = trainer.start(initial, masks);
  for (let step = 0; step < 12; step++) {
    ({ state } = await trainer.advance(state, masks, batches, step, 1));
    for (const [parameter, mask] of Object.entries(masks)) {
      const slots = Object.keys(state.slots).filter((slot) => slot.startsWith(`${parameter}/`));
      for (const data of [state.parameters[parameter]!.data, ...slots.map((slot) => state.slots[slot]!.data)]) {
        expect(data.every((value, i) => mask.data[i] === 1 || Object.is(value, 0))).toBe(true);
      }
      // Kept weights move: the test would pass on a network that stands still.
      expect(state.parameters[parameter]!.data).not.toEqual(initial[parameter]!.data);
    }
  }
  await trainer.dispose();
});

test('label smoothing and standardised pixels change the training', async () => {
  const losses = async (recipe: Recipe, pixels = unitPixels) => {
    const trainer = await Trainer.create(toyNetwork, recipe, pixels);
    const result = await inChunks(trainer, [3]);
    await trainer.dispose();
    return result.losses;
  };
  const plain = await losses(toyRecipe());
  const smooth = await losses(toyRecipe({ labelSmoothing: 0.2 }));
  const standard = await losses(toyRecipe(), { mean: [0.4], std: [0.3] });
  expect(plain.every((loss) => loss > 0.1)).toBe(true);
  expect(smooth.every((loss) => loss > 0.1)).toBe(true);
  expect(smooth).not.toEqual(plain);
  expect(standard).not.toEqual(plain);
});

test('a state of denormal numbers and dead weights trains on, flushed to 0', async () => {
  const trainer = await Trainer.create(toyNetwork, toyRecipe(), unitPixels);
  const random = randomStream(5, 'denormal');
  const tiny = (shape: readonly number[]): Tensor<'float32'> =>
    tensor(
      Array.from({ length: sizeOf(shape) }, () => random.uniform() * 1e-39),
      shape,
    );
  const shapes = parametersOf(toyNetwork);
  const none = Object.fromEntries(
    Object.entries(masks).map(([name, { shape }]) => [name, tensor(new Float32Array(sizeOf(shape)), shape)]),
  );
  const state: TrainingState = {
    parameters: trainer.start(initial, none).parameters,
    slots: Object.fromEntries(
      shapes.flatMap(({ name, shape }) => ['m', 'v'].map((slot) => [`${name}/${slot}`, tiny(shape)] as const)),
    ),
  };
  const { state: after, losses } = await trainer.advance(state, none, new ToyBatches(), 0, 12);
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(losses[0]).toBeCloseTo(Math.log(3), 5);
  for (const tensors of [after.parameters, after.slots]) {
    for (const { data } of Object.values(tensors)) {
      expect(data.every((value) => value === 0 || Math.abs(value) >= 1.17549435e-38)).toBe(true);
    }
  }
  await trainer.dispose();
});

test('masks that do not fit, and batches of another size, are refused by name', async () => {
  const trainer = await Trainer.create(toyNetwork, toyRecipe(), unitPixels);
  const { 'dense_1/weights': first, ...others } = masks;
  expect(() => trainer.start(initial, others)).toThrow(/mask of dense_1\/weights is missing/);
  expect(() => trainer.start(initial, { ...masks, 'dense_1/bias': first! })).toThrow(/dense_1\/bias/);
  expect(() => trainer.start(initial, { ...others, 'dense_1/weights': tensor([1], [1]) })).toThrow(/wrong shape/);
  const half = tensor(new Float32Array(128).fill(0.5), [16, 8]);
  expect(() => trainer.start(initial, { ...others, 'dense_1/weights': half })).toThrow(/0\.5.*0 or 1/);
  const state = trainer.start(initial, masks);
  await expect(trainer.advance(state, masks, new ToyBatches(1, 4), 0, 2)).rejects.toThrow(/batch has the wrong size/);
  await trainer.dispose();
});
