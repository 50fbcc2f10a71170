import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tensor } from '@tombola/engine';
import { DamagedError, encodeSafetensors, readRecipe, type LevelResult } from '@tombola/shared';
import { jobKey, type Job } from './job';
import { Results } from './results';

const recipe = readRecipe({
  network: { name: 'mlp', hidden: [3] },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'adam', learningRate: 0.001 },
  steps: 1,
});
const job: Job = { recipe, seed: 0, level: 0 };
const measured = { loss: 2.3, accuracy: 0.1 };
const result: LevelResult = {
  format: 'tombola-level-1',
  key: jobKey(job),
  seed: 0,
  level: 0,
  density: 1,
  layers: { 'dense_1/weights': { kept: 2352, total: 2352 } },
  metrics: { testAccuracyAtEnd: 0.1 },
  history: [{ step: 0, validation: measured, test: measured }],
  record: { engine: 'onnxruntime cpu', seconds: 0.5 },
};

let results: Results;
beforeEach(async () => {
  results = new Results(await mkdtemp(join(tmpdir(), 'tombola-results-')));
});
afterEach(() => rm(results.root, { recursive: true, force: true }));

async function store(file: string, content: string): Promise<void> {
  const path = results.path(job, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

test('a result is read as it was written; a level without one is not finished', async () => {
  expect(await results.result(job)).toBeUndefined();
  await store('result.json', JSON.stringify(result));
  expect(await results.result(job)).toEqual(result);
});

test.each([
  ['cut short', JSON.stringify(result).slice(0, -9), /result\.json is not JSON/],
  ['an empty file', '', /result\.json is not JSON/],
  ['of another kind', '[]', /result\.json is wrong/],
  ['of another format', JSON.stringify({ ...result, format: 'tombola-level-0' }), /wrong at format/],
  ['without its metrics', JSON.stringify({ ...result, metrics: undefined }), /wrong at metrics/],
  ['with a density that cannot be', JSON.stringify({ ...result, density: 1.5 }), /wrong at density \(got 1\.5\)/],
  ['of a loss that was no number', JSON.stringify({ ...result, metrics: { a: NaN } }), /wrong at metrics\.a/],
  ['of another level', JSON.stringify({ ...result, key: jobKey({ ...job, seed: 1 }) }), /is of another level/],
])('a result that is %s is damaged, with its path and how to mend it', async (_, content, message) => {
  await store('result.json', content);
  const error = await results.result(job).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DamagedError);
  expect((error as DamagedError).message).toMatch(message);
  expect((error as DamagedError).message).toContain(results.path(job, 'result.json'));
  expect((error as DamagedError).message).toMatch(/Delete its folder; the level is trained again\.$/);
});

describe('the parameters of a finished level', () => {
  const final = { 'dense_1/bias': tensor([0.5, -1, 2], [3]), 'dense_1/weights': tensor([1, 2, 3, 4, 5, 6], [2, 3]) };
  const provenance = { seed: '0', recipe: 'abc' };

  beforeEach(async () => {
    await results.adopt(job);
    await results.finish(job, final, { masks: {}, parameters: {}, provenance }, result);
  });

  test('are read as they were written', async () => {
    expect(await results.final(job)).toEqual(final);
  });

  test('are refused when any bit of them is another', async () => {
    const path = results.files(job).final;
    const bytes = await readFile(path);
    const dataStart = 8 + Number(bytes.readBigUInt64LE(0));
    for (let at = dataStart; at < bytes.length; at++) {
      const copy = Buffer.from(bytes);
      copy[at]! ^= 1 << (at % 8);
      await writeFile(path, copy);
      await expect(results.final(job)).rejects.toThrow(/final\.safetensors is damaged/);
    }
  });

  test('are read without a checksum when an earlier version wrote them', async () => {
    await writeFile(results.files(job).final, encodeSafetensors({ tensors: final, metadata: provenance }));
    expect(await results.final(job)).toEqual(final);
  });
});

test('a results folder that cannot be written is said to be so', async () => {
  const file = join(results.root, 'file');
  await writeFile(file, '');
  await expect(new Results(join(file, 'results')).adopt(job)).rejects.toThrow(
    /^the results folder cannot be written \(got ".*file\/results"\): .* Name another with --results \(ENOTDIR\)\.$/,
  );
});

test('tensors that are gone or damaged are named', async () => {
  await expect(results.final(job)).rejects.toThrow(/final\.safetensors is gone/);
  await expect(results.ticket(job)).rejects.toThrow(DamagedError);
  await store('final.safetensors', 'nonsense');
  await expect(results.final(job)).rejects.toThrow(DamagedError);
  await store('ticket.safetensors', 'nonsense and more');
  await expect(results.ticket(job)).rejects.toThrow(/ticket\.safetensors/);
});
