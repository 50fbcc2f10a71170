import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError } from '@tombola/shared';
import { encodeIdx } from './idx';
import { listDatasets } from './list';
import { loadDataset } from './load';

let root: string;
const environment = { ...process.env };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tombola-load-'));
  process.env['XDG_CACHE_HOME'] = join(root, 'cache');
  process.env['TOMBOLA_DATA'] = join(root, 'data');
});

afterEach(async () => {
  for (const name of ['XDG_CACHE_HOME', 'TOMBOLA_DATA']) {
    if (environment[name] === undefined) delete process.env[name];
    else process.env[name] = environment[name];
  }
  await rm(root, { recursive: true });
});

/** A folder with four images of 28 x 28 for training and two for the test; every pixel is `ink`. */
async function writeIdx(folder: string, ink: number, leaveOut?: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [part, count] of [
    ['train', 4],
    ['t10k', 2],
  ] as const) {
    const images = encodeIdx({ shape: [count, 28, 28], data: new Uint8Array(count * 784).fill(ink) });
    const labels = encodeIdx({ shape: [count], data: Uint8Array.from({ length: count }, (_, i) => i) });
    await writeFile(join(folder, `${part}-images-idx3-ubyte.gz`), gzipSync(images));
    if (leaveOut !== part) await writeFile(join(folder, `${part}-labels-idx1-ubyte`), labels);
  }
}

async function writeCifar(folder: string, test: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let n = 1; n <= 5; n++) await writeFile(join(folder, `data_batch_${n}.bin`), new Uint8Array(2 * 3073).fill(n));
  await writeFile(join(folder, `${test}.gz`), gzipSync(new Uint8Array(3 * 3073).fill(6)));
}

test('the data option goes before TOMBOLA_DATA, that before the cache', async () => {
  await writeIdx(join(root, 'cache', 'tombola', 'mnist'), 1);
  expect((await loadDataset({ name: 'mnist' })).train.images[0]).toBe(1);
  await writeIdx(join(root, 'data', 'mnist'), 2);
  expect((await loadDataset({ name: 'mnist' })).train.images[0]).toBe(2);
  await writeIdx(join(root, 'own', 'mnist'), 3);
  const { train, test: held, ...rest } = await loadDataset({ name: 'mnist' }, { data: join(root, 'own') });
  expect(train).toMatchObject({ count: 4, shape: [1, 28, 28], classes: 10 });
  expect(held.count).toBe(2);
  expect(train.images[0]).toBe(3);
  expect(rest.folder).toBe(join(root, 'own', 'mnist'));
  expect(rest.normalisation).toEqual({ mean: [0.1307], std: [0.3081] });
  expect(Object.keys(rest.checksums)).toHaveLength(4);
  expect(rest.notes[0]).toMatch(/train-images-idx3-ubyte in .* is not the official file/);
});

test('the data option may be the folder itself, but not that of another data set', async () => {
  await writeIdx(join(root, 'fashion-mnist'), 5);
  expect((await loadDataset({ name: 'fashion-mnist' }, { data: join(root, 'fashion-mnist') })).test.count).toBe(2);
  await expect(loadDataset({ name: 'mnist' }, { data: join(root, 'fashion-mnist') })).rejects.toThrow(
    /MNIST was not found/,
  );
});

test('CIFAR-10 with the partial test set says so, and the whole one is preferred', async () => {
  const folder = join(root, 'data', 'cifar-10-batches-bin');
  await writeCifar(folder, 'test_batch_first1017.bin');
  const partial = await loadDataset({ name: 'cifar-10' });
  expect(partial.train).toMatchObject({ count: 10, shape: [3, 32, 32] });
  expect(partial.testImages).toBe('first 3 of 10,000 official test images');
  expect(partial.notes.at(-1)).toMatch(/incomplete: first 3 of 10,000 .*dataset\.test=batch-5/);
  expect(listDatasets().find(({ name }) => name === 'cifar-10')).toMatchObject({
    available: true,
    counts: { test: 1017 },
  });
  await writeCifar(folder, 'test_batch.bin');
  expect((await loadDataset({ name: 'cifar-10' })).notes.join()).not.toMatch(/incomplete/);
});

test('CIFAR-10 may be halved: the test set stays', async () => {
  await writeCifar(join(root, 'data', 'cifar-10-batches-bin'), 'test_batch_first1017.bin');
  const whole = await loadDataset({ name: 'cifar-10' });
  const [a, b] = [
    await loadDataset({ name: 'cifar-10', half: 'a' }),
    await loadDataset({ name: 'cifar-10', half: 'b' }),
  ];
  expect(a.train.count + b.train.count).toBe(whole.train.count);
  expect(a.train.images).toHaveLength(a.train.count * 3072);
  expect([a.test, b.test]).toEqual([whole.test, whole.test]);
});

test('CIFAR-10 may hold its last training batch out, and needs no test batch then', async () => {
  const folder = join(root, 'data', 'cifar-10-batches-bin');
  await writeCifar(folder, 'test_batch_first1017.bin');
  const whole = await loadDataset({ name: 'cifar-10', test: 'official' });
  const held = await loadDataset({ name: 'cifar-10', test: 'batch-5' });
  expect([whole.train.count, held.train.count, held.test.count]).toEqual([10, 8, 2]);
  expect(held.testImages).toBe('data_batch_5, held out of training: 2 images');
  expect(held.train.images).toEqual(whole.train.images.slice(0, 8 * 3072));
  expect(held.test.images).toEqual(whole.train.images.slice(8 * 3072));
  expect(held.notes.join()).not.toMatch(/incomplete/);
  expect(Object.keys(held.checksums)).toHaveLength(5);
  await rm(join(folder, 'test_batch_first1017.bin.gz'));
  await expect(loadDataset({ name: 'cifar-10' })).rejects.toThrow(/test_batch\.bin missing/);
  expect(await loadDataset({ name: 'cifar-10', test: 'batch-5' })).toEqual(held);
});

test('CIFAR-100 has the fine labels', async () => {
  const folder = join(root, 'data', 'cifar-100-binary');
  await mkdir(folder, { recursive: true });
  const record = (coarse: number, fine: number, pixel: number) =>
    Uint8Array.from({ length: 3074 }, (_, i) => [coarse, fine][i] ?? pixel);
  await writeFile(join(folder, 'train.bin'), Buffer.concat([record(19, 99, 5), record(0, 41, 6)]));
  await writeFile(join(folder, 'test.bin.gz'), gzipSync(record(3, 0, 7)));
  const { train, test: held, classes, testImages } = await loadDataset({ name: 'cifar-100' });
  expect(train).toMatchObject({ count: 2, shape: [3, 32, 32], classes: 100 });
  expect([...train.labels, ...held.labels].map((label) => classes[label])).toEqual(['worm', 'lawn_mower', 'apple']);
  expect([0, 3071, 3072].map((at) => train.images[at])).toEqual([5, 5, 6]);
  expect(testImages).toBe('first 1 of 10,000 official test images');
  await writeFile(join(folder, 'test.bin.gz'), gzipSync(record(20, 0, 7)));
  await expect(loadDataset({ name: 'cifar-100' })).rejects.toThrow(/test\.bin\.gz: label 0 is out of range \(got 20\)/);
});

test('every data set of colour has a mean and a deviation of every channel', () => {
  for (const { normalisation, shape } of listDatasets()) {
    expect([normalisation.mean.length, normalisation.std.length]).toEqual([shape[0], shape[0]]);
  }
});

test('what is not found names the folders searched and both ways out', async () => {
  await mkdir(join(root, 'own'));
  const failure = await loadDataset({ name: 'mnist' }, { data: join(root, 'own') }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InputError);
  for (const text of ['own', 'data', join('cache', 'tombola'), '--data DIR', 'tombola data get mnist']) {
    expect((failure as Error).message).toContain(text);
  }
});

test('a folder that lacks a file is named, unless another has them all', async () => {
  await writeIdx(join(root, 'data', 'mnist'), 1, 't10k');
  await expect(loadDataset({ name: 'mnist' })).rejects.toThrow(/incomplete in .*mnist: t10k-labels-idx1-ubyte missing/);
  await writeIdx(join(root, 'cache', 'tombola', 'mnist'), 2);
  expect((await loadDataset({ name: 'mnist' })).train.images[0]).toBe(2);
});

test('an unknown name and a data folder that does not exist are refused', async () => {
  await expect(loadDataset({ name: 'imagenet' as 'mnist' })).rejects.toThrow(
    /no such data set \(got "imagenet"\): expected mnist/,
  );
  await expect(loadDataset({ name: 'mnist' }, { data: join(root, 'nowhere') })).rejects.toThrow(
    /data folder does not exist/,
  );
});

test('the list says what is there, and how to get the rest', async () => {
  await writeIdx(join(root, 'data', 'mnist'), 1);
  const list = listDatasets();
  expect(list.map(({ name, available }) => [name, available])).toContainEqual(['mnist', true]);
  expect(list.find(({ name }) => name === 'fashion-mnist')).toMatchObject({
    available: false,
    counts: { train: 60_000, test: 10_000 },
    notes: ['Fetch it with `tombola data get fashion-mnist`.'],
  });
  for (const { licence, citation } of list) expect([licence, citation].every((text) => text.length > 2)).toBe(true);
});
