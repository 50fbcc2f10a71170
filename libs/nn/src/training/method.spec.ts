import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eager, tensor, tf } from '@tombola/engine';
import type { Recipe } from '@tombola/shared';
import { initialise, type Parameters } from '../initialise';
import { straightThrough } from '../ops/straight-through';
import { allBits, randomMasks, ToyBatches, toyEvaluation, toyNetwork, toyRecipe } from '../testing/toy';
import { loadCheckpoint } from './checkpoint';
import { Evaluator } from './evaluate';
import { denseGradients, Gradients, gradientsSignature } from './gradients';
import { unitPixels } from './pixels';
import { mostStepsOfNoise, ruleNoise, type StepRule } from './rule';
import type { Moment, Sparsifier } from './sparsifier';
import { InterruptedError, train, type TrainOptions } from './train';
import { Trainer } from './trainer';

const masks = randomMasks(toyNetwork, 2);
const noise = { seed: 3, stream: 'noise-1' };
let folder: string;
let evaluator: Evaluator;
let gradients: Gradients;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombola-method-'));
  evaluator = await Evaluator.create(toyNetwork, unitPixels);
  gradients = await Gradients.create({ network: toyNetwork, batch: 5, pixels: unitPixels });
});

afterAll(async () => {
  await gradients.dispose();
  await evaluator.dispose();
  await rm(folder, { recursive: true });
});

const start = () => initialise(toyNetwork, 'glorot-normal', 7);

async function run(recipe: Recipe, more: Partial<TrainOptions> & { rule?: StepRule } = {}) {
  const { rule, ...options } = more;
  const trainer = await Trainer.create(toyNetwork, recipe, unitPixels, rule === undefined ? {} : { rule });
  const data = { validation: toyEvaluation(91, 20), test: toyEvaluation(92, 30) };
  const batches = new ToyBatches(3, recipe.batch);
  const parts = { trainer, evaluator, recipe, batches, masks, noise, gradients: () => Promise.resolve(gradients) };
  return train({ ...parts, ...data, parameters: start(), ...options }).finally(() => trainer.dispose());
}

/** Weights beside the network's, noise, memory, numbers, a penalty: everything that a rule can have. */
const everything: StepRule = {
  key: 'everything',
  keepsPruned: true,
  parameters: [{ name: 'dense_1/weights/gate', shape: [16, 8] }],
  memory: [{ name: 'dense_1/weights/mean', shape: [16, 8] }],
  numbers: (step) => ({ strength: 0.01 * step }),
  noise: [
    { name: 'uniform', shape: [16, 8], distribution: 'uniform' },
    { name: 'normal', shape: [5, 3], distribution: 'normal' },
  ],
  forward: ({ network, inputs: { state, masks: bits, noise: drawn }, images, keep }) => {
    const gate = straightThrough(tf.sigmoid(state['dense_1/weights/gate']!), (p) =>
      tf.cast(tf.greater(p, drawn['uniform']!), 'float32'),
    );
    const weights = tf.mul(tf.mul(state['dense_1/weights']!, bits['dense_1/weights']!), gate);
    const pass = network.train({ ...state, 'dense_1/weights': weights }, images, keep);
    return { ...pass, logits: tf.add(pass.logits, tf.mul(drawn['normal']!, 0.01)) };
  },
  penalty: ({ state, numbers }) => tf.mul(numbers['strength']!, tf.sum(tf.sigmoid(state['dense_1/weights/gate']!))),
  gradient: (_, gradient) => tf.mul(gradient, 0.5),
  value: (_, updated) => updated,
  remember: ({ memory }, all) => ({
    'dense_1/weights/mean': tf.add(tf.mul(memory['dense_1/weights/mean']!, 0.9), all['dense_1/weights']!),
  }),
};
const gated = (): Parameters => ({
  ...start(),
  'dense_1/weights/gate': tensor(new Float32Array(128).fill(1), [16, 8]),
});

test('a rule that changes nothing gives the bits of plain masked training', async () => {
  const recipe = toyRecipe({ steps: 20 });
  const plain = await run(recipe);
  const ruled = await run(recipe, {
    rule: { key: 'nothing', forward: ({ network, inputs, images, keep }) => network.train(inputs.state, images, keep) },
  });
  expect(allBits(ruled.parameters)).toEqual(allBits(plain.parameters));
  expect(ruled.history).toEqual(plain.history);
});

test('a rule’s parameters are trained and its memory is carried, the same however steps are grouped', async () => {
  const trainer = await Trainer.create(toyNetwork, toyRecipe(), unitPixels, { rule: everything });
  const advance = async (groups: readonly number[]) => {
    let state = trainer.start(gated(), masks);
    const batches = new ToyBatches();
    let done = 0;
    for (const count of groups) {
      ({ state } = await trainer.advance(state, masks, batches, done, count, noise));
      done += count;
    }
    return state;
  };
  const [once, often] = [await advance([9]), await advance([1, 3, 4, 1])];
  await trainer.dispose();
  expect(allBits(often.parameters)).toEqual(allBits(once.parameters));
  expect(allBits(often.memory!)).toEqual(allBits(once.memory!));
  expect(once.parameters['dense_1/weights/gate']!.data.every((value) => value !== 1)).toBe(true);
  expect(once.memory!['dense_1/weights/mean']!.data.some((value) => value !== 0)).toBe(true);
});

test('weights that a rule does not train keep their bits', async () => {
  const rule: StepRule = { key: 'biases only', trains: ({ role }) => role === 'bias' };
  const { parameters } = await run(toyRecipe({ steps: 8 }), { rule });
  const trainer = await Trainer.create(toyNetwork, toyRecipe(), unitPixels, { rule });
  const begun = trainer.start(start(), masks);
  await trainer.dispose();
  expect(allBits({ w: parameters['dense_2/weights']! })).toEqual(allBits({ w: begun.parameters['dense_2/weights']! }));
  expect(parameters['dense_2/bias']!.data.some((value) => value !== 0)).toBe(true);
  expect(Object.keys(begun.slots).every((name) => name.includes('/bias/'))).toBe(true);
});

test('a rule’s own parameters have no weight decay', async () => {
  const rule: StepRule = { key: 'idle', parameters: [{ name: 'idle', shape: [2] }] };
  const recipe = toyRecipe({ steps: 5, optimizer: { name: 'sgd', learningRate: 0.1, weightDecay: 0.5 } });
  const penalty: StepRule['penalty'] = ({ state }) => tf.mul(tf.sum(state['idle']!), 0);
  const { parameters } = await run(recipe, {
    rule: { ...rule, penalty },
    parameters: { ...start(), idle: tensor([3, -2]) },
  });
  expect([...parameters['idle']!.data]).toEqual([3, -2]);
});

test('a parameter of a rule without a value is an error that names it', async () => {
  await expect(run(toyRecipe(), { rule: everything })).rejects.toThrow(/dense_1\/weights\/gate has no value/);
});

test('noise follows from step and name, and is of its distribution', () => {
  const uniform = { name: 'u', shape: [50, 20], distribution: 'uniform' } as const;
  const normal = { name: 'n', shape: [50, 20], distribution: 'normal' } as const;
  // An odd number of them: the last word of a step draws one only.
  const logistic = { name: 'l', shape: [3, 333], distribution: 'logistic' } as const;
  const all = ruleNoise([uniform, normal, logistic], noise, 4, 3);
  const last = ruleNoise([uniform, normal, logistic], noise, 6, 1);
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (const name of ['u', 'n', 'l']) {
    const { length } = last[name]!.data;
    expect([...all[name]!.data.slice(2 * length)]).toEqual([...last[name]!.data]);
  }
  expect(all['u']!.data.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(Math.abs(mean(all['u']!.data) - 0.5)).toBeLessThan(0.03);
  expect(Math.abs(mean(all['n']!.data))).toBeLessThan(0.1);
  expect(Math.abs(mean(all['n']!.data.map((value) => value ** 2)) - 1)).toBeLessThan(0.1);
  // Its logistic function is uniform.
  const shares = all['l']!.data.map((value) => 1 / (1 + Math.exp(-value)));
  expect(Math.abs(mean(shares) - 0.5)).toBeLessThan(0.03);
  expect(Math.abs(mean(shares.map((value) => (value - 0.5) ** 2)) - 1 / 12)).toBeLessThan(0.01);
});

test('calls are short enough for what they draw to fit into memory', () => {
  const noiseOf = (...shape: number[]) => [{ name: 'u', shape, distribution: 'uniform' }] as const;
  expect(mostStepsOfNoise()).toBe(Infinity);
  expect(mostStepsOfNoise(noiseOf(1024, 1024))).toBe(8);
  expect(mostStepsOfNoise(noiseOf(1024, 1024, 1024))).toBe(1);
});

test('dense gradients are those of eager TensorFlow.js, where weights are pruned too', async () => {
  const options = { network: toyNetwork, batch: 5, pixels: unitPixels };
  const { images, labels } = new ToyBatches().next();
  const given = await gradients.of(start(), { images, labels }, 1);
  const reference = await eager(denseGradients(options), gradientsSignature(options));
  const exact = await reference.run({
    parameters: start(),
    images: tensor(images, [5, 1, 4, 4], 'uint8'),
    labels: tensor(labels, [5], 'int32'),
    keep: {},
  });
  expect(Object.keys(given)).toEqual(Object.keys(masks));
  for (const [name, { data }] of Object.entries(exact.gradients)) {
    data.forEach((value, i) => expect(given[name]!.data[i]).toBeCloseTo(value, 5));
  }
});

/** Drops a weight of every layer at steps 3, 6, 9, ... by what it notes and by a gradient. */
const dropping: Sparsifier = {
  acts: (step) => step % 3 === 0,
  act: async ({ state, masks: now, notes, step, gradients: ask }) => {
    const dense = await ask();
    const next = Object.fromEntries(
      Object.entries(now).map(([name, mask]) => {
        const data = mask.data.slice();
        const kept = [...data.keys()].filter((i) => data[i] === 1);
        const worst = kept.reduce((a, b) =>
          Math.abs(dense[name]!.data[b]!) < Math.abs(dense[name]!.data[a]!) ? b : a,
        );
        data[worst] = 0;
        return [name, tensor(data, mask.shape)];
      }),
    );
    const parameters = Object.fromEntries(
      Object.entries(state.parameters).map(([name, value]) => [
        name,
        next[name] === undefined
          ? value
          : tensor(
              value.data.map((w, i) => (next[name]!.data[i] === 0 ? 0 : w)),
              value.shape,
            ),
      ]),
    );
    const seen = (notes as number[] | null) ?? [];
    return { state: { ...state, parameters }, masks: next, notes: [...seen, step], tookStep: step % 2 === 0 };
  },
  finish: ({ state, masks: now, notes }) => ({
    parameters: state.parameters,
    masks: now,
    metrics: { acts: (notes as number[]).length },
  }),
};

const countOf = (all: TrainOptions['masks']) =>
  Object.values(all).reduce((sum, { data }) => sum + data.filter((bit) => bit === 1).length, 0);

test('a sparsifier acts when it says, before the next step, and what it leaves is the result', async () => {
  const acted: number[] = [];
  const result = await run(toyRecipe({ steps: 10, evaluateEvery: 4 }), {
    sparsifier: dropping,
    onMasks: (step) => acted.push(step),
  });
  // Those at 0 and 6 take a step.
  expect(acted).toEqual([1, 3, 7, 9]);
  expect(result.metrics).toEqual({ acts: 4 });
  expect(countOf(masks) - countOf(result.masks)).toBe(4 * 3);
  expect(result.history.map(({ step }) => step)).toEqual([0, 4, 8, 10]);
});

test('interrupted after every call and resumed, a method ends with the same bits, masks and notes', async () => {
  const recipe = toyRecipe({ steps: 17, evaluateEvery: 5 });
  const options = { sparsifier: dropping, rule: everything, parameters: gated() };
  const whole = await run(recipe, options);
  const path = join(folder, 'method');
  for (let calls = 0; ; calls++) {
    const abort = new AbortController();
    const stopping = { onProgress: () => abort.abort(), signal: abort.signal, checkpoint: { path, everyMs: 0 } };
    try {
      const result = await run(recipe, { ...options, ...stopping });
      expect(calls).toBeGreaterThan(5);
      expect(allBits(result.parameters)).toEqual(allBits(whole.parameters));
      expect(allBits(result.masks)).toEqual(allBits(whole.masks));
      expect(result.metrics).toEqual(whole.metrics);
      expect(result.history).toEqual(whole.history);
      return;
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
    }
  }
});

test('a sparsifier may end a training, and what is measured there is its outcome', async () => {
  const sparsifier: Sparsifier = {
    acts: (step) => step === 6,
    act: () => ({ ends: true }),
    finish: ({ state, masks: now, step }) => ({ parameters: state.parameters, masks: now, metrics: { drawn: step } }),
  };
  const { history, metrics } = await run(toyRecipe({ steps: 12, evaluateEvery: 4 }), { sparsifier });
  expect(history.map(({ step }) => step)).toEqual([0, 4, 6]);
  expect(metrics).toEqual({ drawn: 6 });
});

test('killed after its end and resumed, a training that a sparsifier ended does not go on', async () => {
  const recipe = toyRecipe({ steps: 12, evaluateEvery: 4 });
  let now = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
  const sparsifier: Sparsifier = {
    acts: (step) => step === 6,
    // A checkpoint is due again once it has acted.
    act: () => {
      now += 60_000;
      return { ends: true };
    },
    finish: ({ state, masks: kept, step }) => ({ parameters: state.parameters, masks: kept, metrics: { drawn: step } }),
  };
  const whole = await run(recipe, { sparsifier });
  const path = join(folder, 'ended');
  const onSaved = () => {
    throw new Error('killed');
  };
  await expect(run(recipe, { sparsifier, checkpoint: { path, onSaved } })).rejects.toThrow('killed');
  expect(await loadCheckpoint(path)).toMatchObject({ step: 6, acted: true });
  const resumed = await run(recipe, { sparsifier, checkpoint: { path } });
  clock.mockRestore();
  expect(resumed.metrics).toEqual({ drawn: 6 });
  expect(resumed.history).toEqual(whole.history);
  expect(allBits(resumed.parameters)).toEqual(allBits(whole.parameters));
});

test('a sparsifier may have steps measured before it acts there, and sees what was measured', async () => {
  const sparsifier: Sparsifier = {
    acts: (step) => step === 6,
    measures: (step) => step === 6,
    act: ({ state, history: seen }) => ({ state, notes: seen.map(({ step }) => step) }),
    finish: ({ state, masks: now, notes, history: seen }) => {
      expect(notes).toEqual([0, 4, 6]);
      const at = seen.find(({ step }) => step === 6)!;
      return { parameters: state.parameters, masks: now, metrics: { halfway: at.test.loss } };
    },
  };
  const { history, metrics } = await run(toyRecipe({ steps: 9, evaluateEvery: 4 }), { sparsifier });
  expect(history.map(({ step }) => step)).toEqual([0, 4, 6, 8, 9]);
  expect(metrics).toEqual({ halfway: history[2]!.test.loss });
});

test('what is measured is what the sparsifier says that the network computes with', async () => {
  const zero = (parameters: Parameters): Parameters =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, { shape, data }]) => [
        name,
        tensor(
          data.map(() => 0),
          shape,
        ),
      ]),
    );
  const sparsifier: Sparsifier = {
    acts: () => false,
    act: () => ({}),
    measured: ({ state }: Omit<Moment, 'gradients'>) => zero(state.parameters),
  };
  const { history } = await run(toyRecipe({ steps: 8, evaluateEvery: 4 }), { sparsifier });
  expect(history.slice(0, -1).every(({ validation }) => Math.abs(validation.loss - Math.log(3)) < 1e-6)).toBe(true);
});

test('a training that begins at a later step has the schedule and the measurements of those that are left', async () => {
  const sgd = toyRecipe({
    steps: 12,
    evaluateEvery: 4,
    schedule: { name: 'cosine' },
    optimizer: { name: 'sgd', learningRate: 0.1 },
  });
  const plain = await Trainer.create(toyNetwork, sgd, unitPixels);
  const source = new ToyBatches(3, sgd.batch);
  const half = await plain.advance(plain.start(start(), masks), masks, source, 0, 5);
  const whole = await plain.advance(half.state, masks, source, 5, 7);
  await plain.dispose();
  const later = new ToyBatches(3, sgd.batch);
  later.position = 5;
  const result = await run(sgd, { from: 5, parameters: half.state.parameters, batches: later });
  expect(result.history.map(({ step }) => step)).toEqual([5, 8, 12]);
  expect(result.history[0]).not.toHaveProperty('trainLoss');
  expect(allBits(result.parameters)).toEqual(allBits(whole.state.parameters));
});
