import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import { readImageFolder } from './image-folder';
import { loadDataset } from './load';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tombola-images-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Empty files: listing opens none. */
async function touch(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), '');
  }
}

test('classes are numbered and images come in the order of their names; other files are left out', async () => {
  await touch('b/2.JPEG', 'b/10.jpg', 'B/z.webp', 'a/y.png', 'a/.hidden.png', 'a/notes.txt', '.git/x.png', 'LICENSE');
  const { set, classes } = await readImageFolder(root, 32);
  expect(classes).toEqual(['B', 'a', 'b']);
  expect(set).toMatchObject({ count: 4, shape: [3, 32, 32], classes: 3, folder: root });
  expect(set.files).toEqual(['B/z.webp', 'a/y.png', 'b/10.jpg', 'b/2.JPEG']);
  expect([...set.labels]).toEqual([0, 1, 2, 2]);
});

test('with known classes, labels are theirs, and one may be missing', async () => {
  await touch('c/1.png', 'a/1.png');
  const { set } = await readImageFolder(root, 32, ['a', 'b', 'c']);
  expect([...set.labels]).toEqual([0, 2]);
  expect(set.classes).toBe(3);
});

test('the digest changes with a name and with a size', async () => {
  await touch('a/1.png');
  const { checksum } = await readImageFolder(root, 32);
  await writeFile(join(root, 'a/1.png'), 'x');
  const longer = await readImageFolder(root, 32);
  await touch('a/2.png');
  const more = await readImageFolder(root, 32);
  expect(new Set([checksum, longer.checksum, more.checksum]).size).toBe(3);
});

test.each([
  [
    'a folder without class folders',
    ['1.png'],
    undefined,
    /has no images: expected a folder of images for every class/,
  ],
  ['a class without images', ['a/1.png', 'b/readme.txt'], undefined, /b has no images/],
  ['an unknown class', ['a/1.png', 'z/1.png'], ['a'], /class that the training images lack \(got "z"\)/],
])('%s is refused', async (_, paths, known, message) => {
  await touch(...paths);
  const failure = await readImageFolder(root, 32, known).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InputError);
  expect((failure as Error).message).toMatch(message);
});

test('a data set of a folder is found below the data folders, and has as many classes as was said', async () => {
  await touch('pets/train/cat/1.jpg', 'pets/train/dog/1.jpg', 'pets/val/dog/9.jpg');
  const choice = { name: 'images', folder: 'pets', classes: 2, size: 64 } as const;
  const {
    train,
    test: held,
    classes,
    testImages,
    checksums,
    normalisation,
  } = await loadDataset(choice, { data: root });
  expect([train.count, held.count, [...held.labels]]).toEqual([2, 1, [1]]);
  expect([classes, testImages]).toEqual([['cat', 'dog'], 'pets/val: 1 images']);
  expect(Object.keys(checksums)).toEqual(['train', 'val']);
  expect(normalisation).toEqual({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
  await expect(loadDataset({ ...choice, classes: 3 }, { data: root })).rejects.toThrow(
    /another number of classes .*\(got 2\): expected 3.*Set dataset\.classes to 2/,
  );
  await expect(loadDataset({ ...choice, folder: 'cars' }, { data: root })).rejects.toThrow(
    /not found \(got "cars"\): expected cars\/train and cars\/val in one of/,
  );
});
