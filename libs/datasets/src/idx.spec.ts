import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { InputError } from '@tombola/shared';
import { decodeIdx, encodeIdx, pairIdx, readIdxPair } from './idx';

const images = encodeIdx({ shape: [3, 2, 2], data: Uint8Array.from({ length: 12 }, (_, i) => i * 20) });
const labels = encodeIdx({ shape: [3], data: Uint8Array.of(2, 0, 9) });
const pair = (x: Uint8Array, y: Uint8Array) => pairIdx({ bytes: x, source: 'X' }, { bytes: y, source: 'Y' }, 10);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombola-idx-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the layout is the published one', () => {
  expect([...labels]).toEqual([0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 9]);
  expect([...images.subarray(0, 16)]).toEqual([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2]);
});

test('plain and gzip files are read alike', async () => {
  const paths = ['a', 'b', 'a.gz', 'b.gz'].map((file) => join(folder, file)) as [string, string, string, string];
  await writeFile(paths[0], images);
  await writeFile(paths[1], labels);
  await writeFile(paths[2], gzipSync(images));
  await writeFile(paths[3], gzipSync(labels));
  const set = await readIdxPair(paths[0], paths[1]);
  expect(set).toEqual({
    images: images.slice(16),
    labels: Uint8Array.of(2, 0, 9),
    count: 3,
    shape: [1, 2, 2],
    classes: 10,
  });
  expect(await readIdxPair(paths[2], paths[3])).toEqual(set);
});

test('a file cut short anywhere is refused with its name', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: images.length - 1 }), (length) => {
      expect(() => decodeIdx(images.subarray(0, length), 3, 'X')).toThrow(/^X: cut short.*tombola data get/);
    }),
  );
});

test.each([
  [
    'another magic number',
    () => decodeIdx(labels, 3, 'X'),
    /X: wrong magic number \(got "0x00000801"\): expected 0x00000803/,
  ],
  ['trailing bytes', () => decodeIdx(Uint8Array.of(...labels, 1), 1, 'X'), /X: bytes behind the last element/],
  [
    'unequal counts',
    () => pair(images, encodeIdx({ shape: [2], data: Uint8Array.of(1, 2) })),
    /Y: wrong count \(got "2 labels"\)/,
  ],
  [
    'no images',
    () =>
      pair(encodeIdx({ shape: [0, 2, 2], data: new Uint8Array() }), encodeIdx({ shape: [0], data: new Uint8Array() })),
    /at least one/,
  ],
  [
    'a label out of range',
    () => pair(images, encodeIdx({ shape: [3], data: Uint8Array.of(1, 10, 2) })),
    /Y: label 1 is out of range \(got 10\)/,
  ],
])('%s: refused', (_, act, message) => {
  expect(act).toThrow(InputError);
  expect(act).toThrow(message);
});

test('a missing file and a cut gzip are refused with their path', async () => {
  const path = join(folder, 'cut.gz');
  await writeFile(path, gzipSync(images).subarray(0, 20));
  await expect(readIdxPair(path, path)).rejects.toThrow(/cut\.gz is a broken gzip file/);
  await expect(readIdxPair(join(folder, 'none'), path)).rejects.toThrow(InputError);
  await expect(readIdxPair(join(folder, 'none'), join(folder, 'none'))).rejects.toThrow(
    /none does not exist.*--data DIR/,
  );
});
