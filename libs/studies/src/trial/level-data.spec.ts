import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterruptedError } from '@tombola/nn';
import { randomStream, readRecipe, type RecipeInput } from '@tombola/shared';
import type { Job } from './job';
import { runLevel } from './level';
import { Results } from './results';
import { Workbench } from './workbench';

const root = mkdtempSync(join(tmpdir(), 'tombola-data-'));
const data = join(root, 'data');
const workbench = new Workbench({ data });
afterAll(async () => {
  await workbench.dispose();
  rmSync(root, { recursive: true });
});

/** Files in the layouts of CIFAR: records of label bytes and 3,072 random pixels. */
function writeRecords(folder: string, files: Record<string, number>, labels: readonly number[]): void {
  mkdirSync(join(data, folder), { recursive: true });
  for (const [file, count] of Object.entries(files)) {
    const stream = randomStream(0, file);
    const record = () => [
      ...labels.map((classes) => stream.integer(classes)),
      ...Array.from({ length: 3072 }, () => stream.integer(256)),
    ];
    writeFileSync(join(data, folder, file), Uint8Array.from(Array.from({ length: count }, record).flat()));
  }
}

beforeAll(() => {
  const batches = [1, 2, 3, 4, 5].map((n) => [`data_batch_${n}.bin`, 30] as const);
  writeRecords('cifar-10-batches-bin', { ...Object.fromEntries(batches), 'test_batch_first1017.bin': 7 }, [10]);
  writeRecords('cifar-100-binary', { 'train.bin': 90, 'test.bin': 20 }, [20, 100]);
});

const training: RecipeInput = {
  network: { name: 'mlp', hidden: [8] },
  dataset: { name: 'cifar-10', test: 'batch-5', validation: 20, pixels: 'standard' },
  augmentation: 'crop-flip',
  optimizer: { name: 'adam', learningRate: 0.001 },
  batch: 16,
  steps: 60,
  evaluateEvery: 20,
};

/** What a training ends with; interrupted after every call of the runtime when it is to be broken. */
async function train(changes: Partial<RecipeInput>, broken = false) {
  const job: Job = { recipe: readRecipe({ ...training, ...changes }), seed: 0, level: 0 };
  const results = new Results(mkdtempSync(join(root, 'results-')));
  for (let interruptions = 0; ; interruptions++) {
    const abort = new AbortController();
    const onProgress = () => (broken ? abort.abort() : undefined);
    try {
      const result = await runLevel(job, { results, workbench, signal: abort.signal, onProgress });
      return { result, interruptions, final: readFileSync(results.path(job, 'final.safetensors')) };
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
    }
  }
}

test('on a held-out batch of CIFAR-10, augmented: a broken training ends with the bits of an unbroken one', async () => {
  const unbroken = await train({});
  const broken = await train({}, true);
  expect(broken.interruptions).toBeGreaterThan(1);
  expect(broken.final.equals(unbroken.final)).toBe(true);
  expect(broken.result.history).toEqual(unbroken.result.history);
  expect(unbroken.result.record.testImages).toBe('data_batch_5, held out of training: 30 images');
});

test('with batch norm and dropout: a broken training ends with the bits of an unbroken one', async () => {
  const network: RecipeInput['network'] = {
    name: 'custom',
    definition: {
      name: 'small',
      nodes: [
        { op: 'conv', channels: 16, kernel: 3, stride: 2, bias: false },
        { op: 'batch-norm' },
        { op: 'relu' },
        { op: 'dropout', rate: 0.3 },
        { op: 'global-average-pool' },
        { op: 'dense', units: 'classes' },
      ],
    },
  };
  const unbroken = await train({ network });
  const broken = await train({ network }, true);
  expect(broken.interruptions).toBeGreaterThan(1);
  expect(broken.final.equals(unbroken.final)).toBe(true);
  expect(broken.result.history).toEqual(unbroken.result.history);
});

test('augmentation and the choice of test images change what comes out, and the result says on which images', async () => {
  const augmented = await train({});
  const plain = await train({ augmentation: 'none' });
  expect(plain.final.equals(augmented.final)).toBe(false);
  const { name, validation } = { name: 'cifar-10', validation: 20 } as const;
  const official = await train({ dataset: { name, validation } });
  expect(official.result.record.testImages).toBe('first 7 of 10,000 official test images');
  const limited = await train({ dataset: { name, validation, test: 'batch-5', testLimit: 5 } });
  expect(limited.result.record.testImages).toBe('data_batch_5, held out of training: 30 images; the first 5 of them');
});

test('CIFAR-100 trains on its fine classes', async () => {
  const { result } = await train({ dataset: { name: 'cifar-100', validation: 20 } });
  expect(Object.values(result.layers).at(-1)).toMatchObject({ total: 800 });
});

test('a folder of images needs a thread that reads it', async () => {
  for (const part of ['train', 'val']) {
    for (const name of ['cat', 'dog']) {
      mkdirSync(join(data, 'pets', part, name), { recursive: true });
      for (let i = 0; i < 3; i++) writeFileSync(join(data, 'pets', part, name, `${i}.png`), '');
    }
  }
  const dataset = { name: 'images', folder: 'pets', classes: 2, size: 8, validation: 1 } as const;
  await expect(train({ dataset })).rejects.toThrow(/folders of images are read by a thread.*readingThread/);
});
