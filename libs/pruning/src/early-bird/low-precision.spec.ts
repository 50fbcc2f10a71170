import { tensor, type Tensor } from '@tombola/engine';
import {
  buildNetwork,
  buildOptimizer,
  initialise,
  parametersOf,
  Trainer,
  unitPixels,
  type BatchSource,
  type TrainingState,
} from '@tombola/nn';
import { randomStream, readRecipe } from '@tombola/shared';
import { denseMasks, toMaskTensors } from '../masks';
import { scalePenalty } from '../structured/scale-penalty';
import { ownNetwork, smallData } from '../structured/testing/networks';
import { lowPrecision } from './low-precision';

const { choice } = ownNetwork([
  { op: 'conv', channels: 4, kernel: 3 },
  { op: 'batch-norm' },
  { op: 'relu' },
  { op: 'flatten' },
  { op: 'dense', units: 'classes' },
]);
const network = buildNetwork(choice, smallData);
const recipe = readRecipe({
  network: choice,
  dataset: { name: 'glyphs' },
  optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9 },
  batch: 6,
  steps: 100,
});
const parameters = initialise(network, 'he-normal', 1);
const masks = toMaskTensors({
  ...denseMasks(network),
  'dense_1/weights': tensor(
    Uint8Array.from({ length: 300 }, (_, i) => i % 2),
    [100, 3],
    'uint8',
  ),
});
const noise = { seed: 0, stream: 'noise' };

/** Images that show their class. */
function batches(): BatchSource {
  const random = randomStream(1, 'images');
  return {
    next: () => {
      const labels = Int32Array.from({ length: 6 }, () => random.integer(3));
      const images = Uint8Array.from({ length: 6 * 50 }, (_, i) =>
        (i % 50) % 3 === labels[Math.floor(i / 50)] ? 128 + random.integer(128) : random.integer(128),
      );
      return { images, labels };
    },
  };
}

const make = (bits: number | undefined) =>
  Trainer.create(network, recipe, unitPixels, {
    ...(bits !== undefined && {
      rule: {
        key: `${bits}`,
        ...lowPrecision(
          { network, batch: 6, bits, slots: buildOptimizer(recipe.optimizer).slots },
          scalePenalty(network, 1e-4),
        ),
      },
    }),
  });

async function trained(bits: number | undefined, steps: readonly number[]) {
  const trainer = await make(bits);
  const source = batches();
  const losses: number[] = [];
  let state: TrainingState = trainer.start(parameters, masks);
  let done = 0;
  for (const count of steps) {
    const advanced = await trainer.advance(state, masks, source, done, count, noise);
    state = advanced.state;
    done += count;
    losses.push(...advanced.losses);
  }
  await trainer.dispose();
  return { state, losses };
}

/** Whether each block is whole multiples of one power of two, of so many bits. */
function isQuantised({ data, shape }: Tensor<'float32'>, bits: number): boolean {
  const blocks = shape.length <= 1 ? 1 : shape[0]!;
  const each = data.length / blocks;
  return Array.from({ length: blocks }, (_, block) => data.subarray(block * each, (block + 1) * each)).every(
    (values) => {
      const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const unit = 2 ** (Math.floor(Math.log2(greatest)) - bits + 2);
      return greatest === 0 || values.every((value) => Number.isInteger(value / unit));
    },
  );
}

test('after every step weights, scales and momentum are numbers of 8 bits, and masked weights are 0', async () => {
  const { state } = await trained(8, [1, 2]);
  for (const { name } of parametersOf(network)) {
    expect([name, isQuantised(state.parameters[name]!, 8)]).toEqual([name, true]);
    expect([name, isQuantised(state.slots[`${name}/velocity`]!, 8)]).toEqual([name, true]);
  }
  const dense = state.parameters['dense_1/weights']!.data;
  expect(dense.every((weight, i) => i % 2 === 1 || weight === 0)).toBe(true);
  expect(isQuantised((await trained(undefined, [3])).state.parameters['conv_1/weights']!, 8)).toBe(false);
});

test('it learns what full precision learns', async () => {
  const mean = (losses: readonly number[]) => losses.slice(-20).reduce((sum, loss) => sum + loss / 20, 0);
  const [low, full] = [await trained(8, [80]), await trained(undefined, [80])];
  expect(mean(full.losses)).toBeLessThan(0.3);
  expect(mean(low.losses)).toBeLessThan(0.4);
});

test('16 bits follow full precision for a while, 4 do not', async () => {
  const full = (await trained(undefined, [5])).losses;
  const apart = (losses: readonly number[]) => Math.max(...losses.map((loss, i) => Math.abs(loss - full[i]!)));
  expect(apart((await trained(16, [5])).losses)).toBeLessThan(0.01);
  expect(apart((await trained(4, [5])).losses)).toBeGreaterThan(0.05);
});

test('steps in one call or in several draw the same', async () => {
  const [once, twice] = [await trained(8, [4]), await trained(8, [1, 3])];
  expect(twice.state).toEqual(once.state);
});
