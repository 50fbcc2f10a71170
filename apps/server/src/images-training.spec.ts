import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecipe } from '@tombola/shared';
import { jobKey, jobsOfTrial, Results, TrialProcess, type Job, type Report } from '@tombola/studies';
import sharp from 'sharp';

const folder = mkdtempSync(join(tmpdir(), 'tombola-images-'));
const data = join(folder, 'data');
const children: TrialProcess[] = [];

beforeAll(async () => {
  // The command builds itself, and what it starts with it, when a source is newer.
  spawnSync(process.execPath, [join(__dirname, '../bin/tombola.mjs'), '--version']);
  for (const part of ['train', 'val']) {
    for (const [c, name] of ['blue', 'red'].entries()) {
      mkdirSync(join(data, 'colours', part, name), { recursive: true });
      for (let i = 0; i < 12; i++) {
        const background = { r: 250 * c, g: 15 * i, b: 250 * (1 - c) };
        const image = sharp({ create: { width: 20 + i, height: 18, channels: 3, background } });
        writeFileSync(join(data, 'colours', part, name, `${i}.png`), await image.png().toBuffer());
      }
    }
  }
}, 120_000);
afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

const recipe = readRecipe({
  network: { name: 'mlp', hidden: [8] },
  dataset: { name: 'images', folder: 'colours', classes: 2, size: 12, validation: 6, pixels: 'standard' },
  augmentation: 'crop-flip',
  optimizer: { name: 'adam', learningRate: 0.003 },
  batch: 5,
  steps: 150,
  evaluateEvery: 50,
});
const [dense] = jobsOfTrial(recipe, 0) as [Job];

/** A trial process; `next` gives the next report of one of the types. */
function start(results: string) {
  const reports: Report[] = [];
  let look = () => {};
  const child = new TrialProcess({
    entry: join(__dirname, '../dist/trial-process.js'),
    results,
    data,
    onReport: (report) => {
      reports.push(report);
      look();
    },
    onExit: () => {},
  });
  children.push(child);
  const next = (...types: Report['type'][]) =>
    new Promise<Report>((resolve) => {
      look = () => {
        const at = reports.findIndex(({ type }) => types.includes(type));
        if (at >= 0) resolve(reports.splice(0, at + 1).at(-1)!);
      };
      look();
    });
  return { child, next };
}

test('a network trains on a folder of images, and goes on after an interruption with the same bits', async () => {
  const [whole, broken] = [join(folder, 'whole'), join(folder, 'broken')];
  const first = start(whole);
  first.child.run(jobKey(dense), dense);
  const done = await first.next('done', 'failed');
  if (done.type !== 'done') throw new Error(JSON.stringify(done));
  expect(done.result.record.testImages).toBe('colours/val: 24 images');
  expect(done.result.metrics.testAccuracyAtEnd).toBe(1);

  const second = start(broken);
  second.child.run(jobKey(dense), dense);
  await second.next('progress');
  second.child.interrupt();
  expect(await second.next('interrupted', 'done', 'failed')).toMatchObject({ type: 'interrupted' });
  second.child.run(jobKey(dense), dense);
  const resumed = await second.next('done', 'failed');
  if (resumed.type !== 'done') throw new Error(JSON.stringify(resumed));
  expect(resumed.result.history).toEqual(done.result.history);
  const final = (results: string) => readFileSync(new Results(results).path(dense, 'final.safetensors'));
  expect(final(broken).equals(final(whole))).toBe(true);

  // Its verification reads the folder again.
  second.child.export(jobKey(dense), dense);
  expect(await second.next('exported', 'failed')).toMatchObject({ type: 'exported', verification: { ok: true } });
}, 120_000);

test('a damaged image fails the training with its name', async () => {
  const path = join(data, 'colours/val/red/3.png');
  writeFileSync(path, readFileSync(path).subarray(0, 60));
  const { child, next } = start(join(folder, 'damaged'));
  child.run(jobKey(dense), dense);
  expect(await next('done', 'failed')).toMatchObject({
    type: 'failed',
    error: {
      name: 'InputError',
      problem: { what: expect.stringMatching(/val.red.3\.png cannot be decoded/) as string },
    },
  });
}, 120_000);
