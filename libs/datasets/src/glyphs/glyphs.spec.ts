import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog, idxFiles } from '../catalog';
import { loadDataset } from '../load';
import { sha256 } from '../read-bytes';
import type { ImageSet } from '../types';
import { facesOf, families } from './faces';
import { packageFile } from './packages';
import { GlyphRenderer } from './render';
import { drawGlyphs, glyphFiles } from './store';

let cache: string;
const environment = { ...process.env };

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'tombola-glyphs-'));
  process.env['XDG_CACHE_HOME'] = cache;
  delete process.env['TOMBOLA_DATA'];
});

afterAll(async () => {
  process.env = environment;
  await rm(cache, { recursive: true });
});

test('the faces of the test are of other families than those of the training, and each is there once', () => {
  const slugs = [...families.train, ...families.test].map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(slugs.length);
  const files = [...families.train, ...families.test].flatMap(facesOf).map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
});

test('FONTS.md names every package with the licence it declares', async () => {
  const page = await readFile(join(__dirname, '../../FONTS.md'), 'utf8');
  for (const [set, list] of Object.entries(families)) {
    for (const { slug } of list) {
      const text = await readFile(packageFile(`@fontsource/${slug}`, 'package.json'), 'utf8');
      const { license, version } = JSON.parse(text) as { license: string; version: string };
      const row = page.split('\n').find((line) => line.includes(`\`@fontsource/${slug}\``));
      expect(row?.split('|').map((cell) => cell.trim())).toEqual(expect.arrayContaining([version, license, set]));
    }
  }
});

test('an image depends on its number only, not on what was drawn before', () => {
  const whole = new GlyphRenderer('test').render(0, 40);
  const part = new GlyphRenderer('test').render(25, 10);
  expect(part.images).toEqual(whole.images.slice(25 * 784, 35 * 784));
  expect([...part.labels]).toEqual([5, 6, 7, 8, 9, 0, 1, 2, 3, 4]);
  expect(new GlyphRenderer('train').render(0, 1).images).not.toEqual(whole.images.slice(0, 784));
});

test('the whole data set has its published bytes, and is cached', async () => {
  let calls = 0;
  const onProgress = () => (calls += 1);
  const first = await loadDataset({ name: 'glyphs' }, { onProgress });
  expect(calls).toBe(280);
  expect(first.checksums).toEqual(catalog.glyphs.contents);
  expect(first.notes).toEqual([]);
  for (const [set, count] of [
    [first.train, 60_000],
    [first.test, 10_000],
  ] as const) {
    expect(set).toMatchObject({ count, shape: [1, 28, 28], classes: 10 });
    expect(classCounts(set)).toEqual(new Array<number>(10).fill(count / 10));
  }
  const { mean, std } = moments(first.train.images);
  expect(mean).toBeCloseTo(first.normalisation.mean[0]!, 4);
  expect(std).toBeCloseTo(first.normalisation.std[0]!, 4);

  const folder = join(cache, 'tombola', 'glyphs');
  expect((await readdir(folder)).sort()).toEqual(Object.values(idxFiles).sort());
  const again = await loadDataset({ name: 'glyphs' }, { onProgress });
  expect(calls).toBe(280);
  expect(again.folder).toBe(folder);
});

test('a damaged cache is passed over and drawn again, and other typefaces are refused', async () => {
  const counts = { train: 30, test: 20 };
  const drawn = await drawGlyphs(counts);
  const contents = Object.fromEntries(Object.entries(drawn).map(([file, bytes]) => [file, sha256(bytes)]));
  const info = { ...catalog.glyphs, folder: 'few', counts, contents };
  const base = join(cache, 'tombola');
  const { folder } = await glyphFiles(info, [base]);
  const path = join(folder, idxFiles.testImages);
  for (const damage of [drawn[idxFiles.testImages]!.map((byte) => byte ^ 1), drawn[idxFiles.testImages]!.subarray(9)]) {
    await writeFile(path, damage);
    expect((await glyphFiles(info, [base])).contents).toEqual(drawn);
    expect(sha256(await readFile(path))).toBe(contents[idxFiles.testImages]);
  }
  const other = { ...info, contents: { ...contents, [idxFiles.trainImages]: sha256(new Uint8Array()) } };
  await expect(glyphFiles(other, [base])).rejects.toThrow(/differ from the published ones.*npm ci/);
});

test('drawing can be called off', async () => {
  await expect(
    drawGlyphs({ train: 5000, test: 10 }, { signal: AbortSignal.abort(new Error('enough')) }),
  ).rejects.toThrow('enough');
});

function classCounts({ labels }: ImageSet): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]! += 1;
  return counts;
}

function moments(bytes: Uint8Array): { mean: number; std: number } {
  let [sum, squares] = [0, 0];
  for (const byte of bytes) {
    sum += byte;
    squares += byte * byte;
  }
  const mean = sum / bytes.length;
  return { mean: mean / 255, std: Math.sqrt(squares / bytes.length - mean * mean) / 255 };
}
