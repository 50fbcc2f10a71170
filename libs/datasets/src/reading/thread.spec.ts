import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, randomStream } from '@tombola/shared';
import { batches, inOrder } from '../batches';
import { readImageFolder } from '../image-folder';
import { allIndices } from '../split';
import { writeImages } from '../testing/image-files';
import { buildPrograms } from '../testing/programs';
import type { ImageFolder, ImageSet } from '../types';
import { fillFromFiles } from './files';
import { readHere } from './memory';
import type { Reader } from './reader';
import { readInThread } from './thread';

const { thread: script, remove } = buildPrograms();
let root: string;
let folder: ImageFolder;
const open: Reader[] = [];

async function thread(...args: Parameters<typeof readInThread>): Promise<Reader> {
  const reader = await readInThread(...args);
  open.push(reader);
  return reader;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tombola-thread-'));
  await writeImages(root, { classes: 3, train: 7, val: 1 });
  folder = (await readImageFolder(join(root, 'train'), 24)).set;
});
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});
afterAll(async () => {
  await rm(root, { recursive: true });
  remove();
});

/** A set in memory of random bytes. */
function memory(count: number): ImageSet {
  const stream = randomStream(0, 'test');
  const images = Uint8Array.from({ length: count * 3 * 10 * 10 }, () => stream.integer(256));
  return { images, labels: Uint8Array.from({ length: count }, (_, i) => i % 7), count, shape: [3, 10, 10], classes: 7 };
}

const augmentation = { name: 'crop-flip', seed: 5, stream: 'order' } as const;
const copy = ({ images, labels }: { images: Uint8Array; labels: Int32Array }) => ({
  images: images.slice(),
  labels: [...labels],
});

test('evaluation has the images of a folder in their order, with their labels', async () => {
  const reader = await thread(folder, script);
  const seen = [...inOrder(reader, allIndices(folder), 4)].map(copy);
  expect(seen.map(({ labels }) => labels.length)).toEqual([4, 4, 4, 4, 4, 1]);
  const size = 3 * 24 * 24;
  const colours = seen.flatMap(({ images, labels }) =>
    labels.map((label, i) => [label, ...[0, 1, 2].map((c) => images[i * size + c * 24 * 24])]),
  );
  // By class and by name: the colour of image i of class c is (40 c, 10 i, 100).
  expect(colours).toEqual([0, 1, 2].flatMap((c) => [0, 1, 2, 3, 4, 5, 6].map((i) => [c, 40 * c, 10 * i, 100])));
});

test('a thread gives the bits that reading here gives, from memory and from files', async () => {
  const set = memory(50);
  const [here, there] = [readHere(set, augmentation), await thread(set, script, augmentation)];
  const [a, b] = [here, there].map((reader) => batches(reader, allIndices(set), { batch: 12, seed: 5 }));
  for (let k = 0; k < 30; k++) expect(copy(b!.next())).toEqual(copy(a!.next()));
  const files = await thread(folder, script, augmentation);
  const wish = { examples: Uint32Array.of(4, 20, 4), epochs: Uint32Array.of(0, 1, 2) };
  const expected = new Uint8Array(3 * 3 * 24 * 24);
  await fillFromFiles(folder, augmentation)(wish, expected);
  expect(files.begin(wish).take().images).toEqual(expected);
});

test('the position is that of what was taken, and going on from it gives the same batches', async () => {
  const indices = allIndices(folder);
  const options = { batch: 5, seed: 1, stream: 'order-0' };
  const unbroken = batches(await thread(folder, script, augmentation), indices, options);
  const expected = Array.from({ length: 12 }, () => copy(unbroken.next()));
  const first = batches(await thread(folder, script, augmentation), indices, options);
  for (let k = 0; k < 6; k++) expect(copy(first.next())).toEqual(expected[k]);
  const { position } = first;
  expect(position).toEqual({ epoch: 1, offset: 9 });
  const second = batches(await thread(folder, script, augmentation), indices, options);
  second.next();
  for (const source of [second, first]) {
    source.position = position;
    for (let k = 6; k < 12; k++) expect(copy(source.next())).toEqual(expected[k]);
  }
});

test('a batch holds its contents until the next call but one, though its memory is used again', async () => {
  const set = memory(40);
  const reader = await thread(set, script);
  const source = batches({ ...reader, ahead: () => 2 }, allIndices(set), { batch: 8 });
  for (let k = 0, before = source.next(), kept = copy(before); k < 30; k++) {
    const now = source.next();
    expect(copy(before)).toEqual(kept);
    [before, kept] = [now, copy(now)];
  }
});

test('as many batches are asked for ahead as fit a bounded memory', async () => {
  const reader = await thread(memory(10), script);
  expect([reader.ahead(1), reader.ahead(100_000), reader.ahead(10 ** 9)]).toEqual([200, 4, 2]);
});

test('an evaluation that is broken off leaves nothing behind', async () => {
  const reader = await thread(folder, script);
  for (const { labels } of inOrder(reader, allIndices(folder), 2)) if (labels[0] === 0) break;
  const [first] = inOrder(reader, Uint32Array.of(20), 2);
  expect([...first!.labels]).toEqual([2]);
});

test('a damaged image is named, and the images after it still come', async () => {
  const broken = { ...folder, files: [...folder.files] };
  broken.files[3] = 'class-a/damaged.png';
  await writeFile(join(root, 'train/class-a/damaged.png'), 'damaged');
  const reader = await thread(broken, script);
  const evaluation = inOrder(reader, allIndices(folder), 3);
  evaluation.next();
  expect(() => evaluation.next()).toThrow(InputError);
  expect(() => reader.begin({ examples: Uint32Array.of(3), epochs: Uint32Array.of(0) }).take()).toThrow(
    /class-a.damaged\.png cannot be decoded/,
  );
  expect([...inOrder(reader, Uint32Array.of(4, 5), 2)]).toHaveLength(1);
});

test('a thread that cannot be started says why', async () => {
  await expect(readInThread(folder, join(root, 'nothing.cjs'))).rejects.toThrow(
    /thread that reads images cannot be started .*nothing\.cjs/,
  );
  await writeFile(join(root, 'other.cjs'), '');
  await expect(readInThread(folder, join(root, 'other.cjs'))).rejects.toThrow(/it ended at once/);
});
