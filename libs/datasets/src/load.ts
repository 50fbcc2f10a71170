import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import { catalog, cifarFiles, idxFiles, type DatasetInfo } from './catalog';
import { decodeCifar } from './cifar';
import { glyphFiles, type RenderOptions } from './glyphs/store';
import { pairIdx } from './idx';
import { infoOf, locate, searchFolders, type LocateOptions } from './locate';
import { readBytes, sha256 } from './read-bytes';
import type { Dataset, DatasetName, ImageSet } from './types';

interface Content {
  readonly bytes: Uint8Array;
  readonly source: string;
}

export interface LoadOptions extends LocateOptions, RenderOptions {}

/**
 * A data set in memory, from the first folder that has it (see {@link searchFolders}). `glyphs` is drawn when no folder
 * has it intact, in a few seconds, and kept in the cache.
 *
 * Contents other than the official ones are accepted when they are well formed, and named in `notes`; not so for
 * `glyphs`, whose bytes are the same everywhere.
 *
 * @throws {InputError} for an unknown name, when no folder has the files, and when a file is damaged.
 */
export async function loadDataset(name: DatasetName, options: LoadOptions = {}): Promise<Dataset> {
  const info = infoOf(name);
  const {
    folder,
    contents,
    notes: first,
  } = name === 'glyphs' ? await glyphs(info, options) : await found(name, options);
  const checksums: Record<string, string> = {};
  for (const [file, { bytes }] of Object.entries(contents)) checksums[file] = sha256(bytes);
  refuseOtherSets(info, checksums, folder);
  const strange = Object.keys(checksums)
    .filter((file) => info.contents[file] !== undefined && info.contents[file] !== checksums[file])
    .map((file) => `${file} in ${folder} is not the official file.`);
  const notes = [...first, ...strange];
  const { train, test } = name === 'cifar-10' ? cifar(contents, notes) : idx(contents, info);
  const { classes, normalisation } = info;
  return { name, classes, train, test, normalisation, checksums, notes, folder };
}

interface Found {
  readonly folder: string;
  readonly contents: Record<string, Content>;
  readonly notes: readonly string[];
}

async function found(name: DatasetName, options: LocateOptions): Promise<Found> {
  const { folder, paths } = locate(name, options);
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

function cifar(contents: Record<string, Content>, notes: string[]): Sets {
  const train = decodeCifar(cifarFiles.train.map((file) => contents[file]!));
  const whole = contents[cifarFiles.test];
  const test = decodeCifar([whole ?? contents[cifarFiles.partialTest]!]);
  if (whole === undefined) {
    notes.push(
      `The test set is the first ${test.count} images of the official 10,000 only: the standard error of an accuracy ` +
        'near 90 % on them is about 0.9 percentage points.',
    );
  }
  return { train, test };
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
