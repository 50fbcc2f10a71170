import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import { catalog, cifar100Files, cifarFiles, filesOf, idxFiles, imageNet, type DatasetInfo } from './catalog';
import { cifar100, decodeCifar } from './cifar';
import { halfOf } from './halves';
import { glyphFiles, type RenderOptions } from './glyphs/store';
import { pairIdx } from './idx';
import { readImageFolder } from './image-folder';
import { isPlanar } from './planar/is-planar';
import { loadPlanar } from './planar/load';
import { infoOf, locate, locateImages, searchFolders, type LocateOptions } from './locate';
import { readBytes, sha256 } from './read-bytes';
import { isHeldOut, testImagesOf } from './test-images';
import type {
  Dataset,
  DatasetChoice,
  DatasetInMemory,
  FolderChoice,
  ImageSet,
  NamedChoice,
  PlanarChoice,
  PointsChoice,
} from './types';

interface Content {
  readonly bytes: Uint8Array;
  readonly source: string;
}

export interface LoadOptions extends LocateOptions, RenderOptions {}

/**
 * A data set from the first folder that has it (see {@link searchFolders}): in memory, but for folders of images, which
 * are listed; points of a plane are drawn and kept nowhere. `glyphs` is drawn when no folder has it intact, in a few seconds, and kept in the cache.
 *
 * Contents other than the official ones are accepted when they are well formed, and named in `notes`; not so for
 * `glyphs`, whose bytes are the same everywhere.
 *
 * @throws {InputError} for an unknown name, when no folder has the files, when a file is damaged, and for a folder of
 * images with other classes than it was said to have.
 */
export async function loadDataset(
  choice: NamedChoice | PlanarChoice | PointsChoice,
  options?: LoadOptions,
): Promise<DatasetInMemory>;
export async function loadDataset(choice: DatasetChoice, options?: LoadOptions): Promise<Dataset>;
export async function loadDataset(choice: DatasetChoice, options: LoadOptions = {}): Promise<Dataset> {
  if (isPlanar(choice)) return loadPlanar(choice);
  return choice.name === 'images' ? loadFolder(choice, options) : loadNamed(choice, options);
}

async function loadFolder(choice: FolderChoice, options: LocateOptions): Promise<Dataset> {
  const { name, size } = choice;
  const folder = locateImages(choice.folder, options);
  const train = await readImageFolder(join(folder, 'train'), size);
  const { classes } = train;
  if (classes.length !== choice.classes) {
    throw new InputError({
      what: `${folder}/train has another number of classes than the recipe says`,
      value: classes.length,
      expected: String(choice.classes),
      mend: `Set dataset.classes to ${classes.length}, or mend the folder.`,
    });
  }
  const val = await readImageFolder(join(folder, 'val'), size, classes);
  return {
    name,
    classes,
    train: train.set,
    test: val.set,
    testImages: testImagesOf(choice, val.set.count),
    normalisation: imageNet.normalisation,
    checksums: { train: train.checksum, val: val.checksum },
    notes: [],
    folder,
  };
}

async function loadNamed(choice: NamedChoice, options: LoadOptions): Promise<DatasetInMemory> {
  const { name } = choice;
  const info = infoOf(name);
  const {
    folder,
    contents,
    notes: first,
  } = name === 'glyphs' ? await glyphs(info, options) : await found(choice, options);
  const checksums: Record<string, string> = {};
  for (const [file, { bytes }] of Object.entries(contents)) checksums[file] = sha256(bytes);
  refuseOtherSets(info, checksums, folder);
  const strange = Object.keys(checksums)
    .filter((file) => info.contents[file] !== undefined && info.contents[file] !== checksums[file])
    .map((file) => `${file} in ${folder} is not the official file.`);
  const { train, test } = setsOf(choice, contents, info);
  const testImages = testImagesOf(choice, test.count);
  const notes = [...first, ...strange, ...partialNotes(choice, contents, testImages)];
  const { classes, normalisation } = info;
  return { name, classes, train, test, testImages, normalisation, checksums, notes, folder };
}

interface Found {
  readonly folder: string;
  readonly contents: Record<string, Content>;
  readonly notes: readonly string[];
}

async function found(choice: NamedChoice, options: LocateOptions): Promise<Found> {
  const { folder, paths } = locate(choice, options);
  const contents: Record<string, Content> = {};
  for (const [file, source] of Object.entries(paths)) contents[file] = { bytes: await readBytes(source), source };
  return { folder, contents, notes: [] };
}

async function glyphs(info: DatasetInfo, options: LoadOptions): Promise<Found> {
  const { folder, contents, notes } = await glyphFiles(info, searchFolders(options), options);
  const named = Object.entries(contents).map(([file, bytes]) => [file, { bytes, source: join(folder, file) }] as const);
  return { folder, contents: Object.fromEntries(named), notes };
}

interface Sets {
  readonly train: ImageSet;
  readonly test: ImageSet;
}

function setsOf(choice: NamedChoice, contents: Record<string, Content>, info: DatasetInfo): Sets {
  const of = (...files: string[]) => files.map((file) => contents[file]!);
  switch (choice.name) {
    case 'cifar-10': {
      // The last of the files is the test set: the test batch, or the last training batch.
      const files = filesOf(choice).map((names) => names.find((name) => contents[name] !== undefined)!);
      const train = decodeCifar(of(...files.slice(0, -1)));
      const { half } = choice;
      return { train: half === undefined ? train : halfOf(train, half), test: decodeCifar(of(files.at(-1)!)) };
    }
    case 'cifar-100': {
      const { train, test } = cifar100Files;
      return { train: decodeCifar(of(train), cifar100), test: decodeCifar(of(test), cifar100) };
    }
    default:
      return idx(contents, info);
  }
}

function idx(contents: Record<string, Content>, info: DatasetInfo): Sets {
  const { trainImages, trainLabels, testImages, testLabels } = idxFiles;
  const pair = (images: string, labels: string) => pairIdx(contents[images]!, contents[labels]!, info.classes.length);
  const sets = { train: pair(trainImages, trainLabels), test: pair(testImages, testLabels) };
  for (const [set, file] of [
    [sets.train, trainImages],
    [sets.test, testImages],
  ] as const) {
    if (set.shape.every((extent, i) => extent === info.shape[i])) continue;
    throw new InputError({
      what: `${contents[file]!.source}: images of the wrong size`,
      value: set.shape,
      expected: `channels, rows, columns ${info.shape.join(', ')}`,
    });
  }
  return sets;
}

/** What to know of a test set that is not whole. */
function partialNotes(choice: NamedChoice, contents: Record<string, Content>, testImages: string): string[] {
  if (choice.name !== 'cifar-10' || isHeldOut(choice) || contents[cifarFiles.test] !== undefined) return [];
  return [
    `The test set is incomplete: ${testImages}. The standard error of an accuracy near 90 % on them is about 0.9 ` +
      'percentage points; dataset.test=batch-5 holds 10,000 training images out instead.',
  ];
}

/** MNIST and Fashion-MNIST have the same file names: a folder of the one must not be taken for the other. */
function refuseOtherSets(info: DatasetInfo, checksums: Record<string, string>, folder: string): void {
  for (const other of Object.values(catalog)) {
    if (other.name === info.name) continue;
    const known = new Set(Object.values(other.contents));
    const file = Object.keys(checksums).find((each) => known.has(checksums[each]!));
    if (file === undefined) continue;
    throw new InputError({
      what: `${folder} holds ${other.title}, not ${info.title}`,
      value: file,
      expected: `the files of ${info.title}`,
      mend: `Give the folder that holds ${info.folder}/ with \`--data DIR\`.`,
    });
  }
}
