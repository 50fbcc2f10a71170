import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recipe } from '@tombola/shared';
import { initialise } from '../initialise';
import { allBits, randomMasks, ToyBatches, toyEvaluation, toyNetwork, toyRecipe } from '../testing/toy';
import { loadCheckpoint, saveCheckpoint } from './checkpoint';
import { Evaluator } from './evaluate';
import { unitPixels } from './pixels';
import { DivergenceError, InterruptedError, train, type TrainOptions, type TrainResult } from './train';
import { Trainer } from './trainer';

const masks = randomMasks(toyNetwork, 2);
const validation = toyEvaluation(91, 20);
const test_ = toyEvaluation(92, 30);
let folder: string;
let evaluator: Evaluator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombola-train-'));
  evaluator = await Evaluator.create(toyNetwork, unitPixels);
});

afterAll(async () => {
  await evaluator.dispose();
  await rm(folder, { recursive: true });
});

/** One training from its beginning, or from its checkpoint where it has one. */
async function run(recipe: Recipe, more: Partial<TrainOptions> = {}): Promise<TrainResult> {
  const trainer = await Trainer.create(toyNetwork, recipe, unitPixels);
  try {
    const parameters = initialise(toyNetwork, recipe.initialiser, 7);
    const batches = new ToyBatches(3, recipe.batch);
    return await train({ trainer, evaluator, recipe, parameters, masks, batches, validation, test: test_, ...more });
  } finally {
    await trainer.dispose();
  }
}

function same(a: TrainResult, b: TrainResult): void {
  expect(allBits(a.parameters)).toEqual(allBits(b.parameters));
  expect(a.history).toEqual(b.history);
}

test('a training measures before the first step, every so many steps, and after the last', async () => {
  const { history } = await run(toyRecipe({ steps: 10, evaluateEvery: 4 }));
  expect(history.map(({ step }) => step)).toEqual([0, 4, 8, 10]);
  expect(history[0]).not.toHaveProperty('trainLoss');
  expect(history.slice(1).every(({ trainLoss }) => trainLoss! > 0)).toBe(true);
});

test('the training loss of a measurement is the mean over the steps since the one before', async () => {
  const recipe = toyRecipe({ steps: 70, evaluateEvery: 30 });
  const { history } = await run(recipe);
  const trainer = await Trainer.create(toyNetwork, recipe, unitPixels);
  const start = trainer.start(initialise(toyNetwork, recipe.initialiser, 7), masks);
  const { losses } = await trainer.advance(start, masks, new ToyBatches(3, recipe.batch), 0, 70);
  await trainer.dispose();
  const mean = (from: number, to: number) => losses.slice(from, to).reduce((sum, loss) => sum + loss, 0) / (to - from);
  expect(history.slice(1).map(({ trainLoss }) => trainLoss)).toEqual([mean(0, 30), mean(30, 60), mean(60, 70)]);
});

test('two trainings of the same recipe and seed give the same bits', async () => {
  const recipe = toyRecipe({ steps: 30 });
  same(await run(recipe), await run(recipe));
});

test('a training learns: validation accuracy rises well above chance', async () => {
  const { history } = await run(toyRecipe({ steps: 300, batch: 20, evaluateEvery: 100 }));
  expect(history.at(-1)!.validation.accuracy).toBeGreaterThan(0.8);
});

const recipes: [string, Recipe][] = [
  ['Adam', toyRecipe({ steps: 60, evaluateEvery: 40 })],
  [
    'momentum on a cosine',
    toyRecipe({
      steps: 60,
      evaluateEvery: 27,
      optimizer: { name: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 0.001 },
      schedule: { name: 'cosine', warmup: 5 },
    }),
  ],
  ['plain SGD', toyRecipe({ steps: 30, evaluateEvery: 8, optimizer: { name: 'sgd', learningRate: 0.1 } })],
];

test.each(recipes)('%s: interrupted after every call and resumed, it ends with the same bits', async (name, recipe) => {
  const path = join(folder, `${name}.interrupted`);
  const unbroken = await run(recipe);
  const stops: number[] = [];
  for (;;) {
    const controller = new AbortController();
    try {
      const onProgress = () => controller.abort();
      const resumed = await run(recipe, { checkpoint: { path }, signal: controller.signal, onProgress });
      same(resumed, unbroken);
      break;
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
      stops.push(error.step);
    }
  }
  // Each start got one call further than the one before.
  expect(stops.length).toBeGreaterThan(1);
  expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b));
});

class Killed extends Error {}

test.each(recipes)(
  '%s: killed at any call and resumed, it ends with the same bits and history',
  async (name, recipe) => {
    const unbroken = await run(recipe);
    for (let calls = 1; calls <= 3; calls++) {
      const path = join(folder, `${name}.killed.${calls}`);
      let left = calls;
      const onProgress = () => {
        if (--left === 0) throw new Killed();
      };
      // Dies before the checkpoint of its last call is written, so what it leaves is older than where it was.
      await expect(run(recipe, { checkpoint: { path, everyMs: -1 }, onProgress })).rejects.toThrow(Killed);
      same(await run(recipe, { checkpoint: { path, everyMs: -1 } }), unbroken);
    }
  },
);

test('a training killed while it measures resumes with the same history', async () => {
  const recipe = toyRecipe({ steps: 60, evaluateEvery: 20 });
  const unbroken = await run(recipe);
  const path = join(folder, 'measuring');
  const onMeasurement = ({ step }: { step: number }) => {
    if (step === 40) throw new Killed();
  };
  await expect(run(recipe, { checkpoint: { path, everyMs: -1 }, onMeasurement })).rejects.toThrow(Killed);
  const seen: number[] = [];
  const resumed = await run(recipe, { checkpoint: { path }, onMeasurement: ({ step }) => seen.push(step) });
  same(resumed, unbroken);
  expect(seen).toEqual([0, 20, 40, 60]);
});

test('a finished training is not trained again from its checkpoint', async () => {
  const recipe = toyRecipe();
  const path = join(folder, 'finished');
  const first = await run(recipe, { checkpoint: { path, everyMs: -1 } });
  const steps: number[] = [];
  same(await run(recipe, { checkpoint: { path }, onProgress: (step) => steps.push(step) }), first);
  expect(steps).toEqual([]);
});

test('a huge learning rate stops the training with the step and its loss', async () => {
  const recipe = toyRecipe({ steps: 40, optimizer: { name: 'sgd', learningRate: 1e30 } });
  const error = await run(recipe).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DivergenceError);
  const { step, loss, message } = error as DivergenceError;
  expect(Number.isFinite(loss)).toBe(false);
  expect(step).toBeGreaterThan(1);
  expect(message).toContain(`the loss of step ${step} is ${loss}`);
});

test('a network that its very last step blew up is not a result', async () => {
  const recipe = toyRecipe({ steps: 1, optimizer: { name: 'sgd', learningRate: 3e38 } });
  await expect(run(recipe)).rejects.toThrow(/diverged: the validation loss of step 1 is (NaN|Infinity)/);
});

describe('a checkpoint', () => {
  const recipe = toyRecipe({ steps: 40, evaluateEvery: 20 });

  async function saved(name: string): Promise<string> {
    const path = join(folder, name);
    await run(recipe, { checkpoint: { path, everyMs: -1 } });
    return path;
  }

  test('is refused with its name when any part of it is damaged', async () => {
    const path = await saved('damaged');
    const whole = await readFile(path);
    const damages = [
      whole.subarray(0, 5),
      whole.subarray(0, 200),
      whole.subarray(0, whole.length - 3),
      Buffer.from('not a checkpoint at all'),
      Buffer.alloc(64),
      ...[9, 300, 700, whole.length - 1, whole.length - 400].map((at) => {
        const copy = Buffer.from(whole);
        copy[at]! ^= 0x10;
        return copy;
      }),
    ];
    for (const bytes of damages) {
      await writeFile(path, bytes);
      await expect(run(recipe, { checkpoint: { path } })).rejects.toThrow(
        expect.objectContaining({ name: 'DamagedError', message: expect.stringContaining(path) as string }) as Error,
      );
    }
    await writeFile(path, whole);
    await run(recipe, { checkpoint: { path } });
  });

  test('of other masks, or of a longer training, is refused', async () => {
    const path = await saved('other');
    const other = randomMasks(toyNetwork, 99);
    await expect(run(recipe, { checkpoint: { path }, masks: other })).rejects.toThrow(/other masks/);
    const shorter = toyRecipe({ steps: 12 });
    await expect(run(shorter, { checkpoint: { path } })).rejects.toThrow(/past the end.*got 40.*12 steps/);
  });
});

test('a checkpoint of something else is refused with both names; one that does not say is taken', async () => {
  const recipe = toyRecipe({ steps: 12 });
  const path = join(folder, 'of');
  await run(recipe, { checkpoint: { path, everyMs: -1, of: 'seed 1' } });
  await expect(run(recipe, { checkpoint: { path, of: 'seed 2' } })).rejects.toThrow(
    /of is of another training \(got "seed 1"\): expected seed 2/,
  );
  await run(recipe, { checkpoint: { path, of: 'seed 1' } });
  await run(recipe, { checkpoint: { path } });
  await run(recipe, { checkpoint: { path: `${path}-silent`, everyMs: -1 } });
  await run(recipe, { checkpoint: { path: `${path}-silent`, of: 'seed 2' } });
});

test('the time of a resumed training holds that of the processes before', async () => {
  const recipe = toyRecipe({ steps: 12 });
  const path = join(folder, 'seconds');
  const first = await run(recipe, { checkpoint: { path, everyMs: -1 } });
  expect(first.seconds).toBeGreaterThan(0);
  const saved = (await loadCheckpoint(path))!;
  await saveCheckpoint(path, { ...saved, seconds: 3600 });
  const second = await run(recipe, { checkpoint: { path } });
  expect(second.seconds).toBeGreaterThan(3600);
  same(second, first);
});

test('every checkpoint is told of when it can be read, and the training waits', async () => {
  const path = join(folder, 'told');
  const told: [number, number | undefined][] = [];
  const onSaved = async (step: number) => {
    told.push([step, (await loadCheckpoint(path))?.step]);
  };
  await run(toyRecipe({ steps: 60, evaluateEvery: 20 }), { checkpoint: { path, everyMs: -1, onSaved } });
  expect(told.length).toBeGreaterThan(1);
  for (const [step, stored] of told) expect(stored).toBe(step);
});

test('evaluating on nothing is an error, not a NaN', async () => {
  const parameters = initialise(toyNetwork, 'he-normal', 1);
  await expect(evaluator.evaluate(parameters, () => [])).rejects.toThrow(/no examples/);
});
