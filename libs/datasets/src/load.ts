import { InputError } from '@tombola/shared';
import { catalog, cifarFiles, idxFiles, type DatasetInfo } from './catalog';
import { decodeCifar } from './cifar';
import { pairIdx } from './idx';
import { infoOf, locate, type LocateOptions } from './locate';
import { readBytes, sha256 } from './read-bytes';
import type { Dataset, DatasetName, ImageSet } from './types';

interface Content {
  readonly bytes: Uint8Array;
  readonly source: string;
}

/**
 * A data set in memory, from the first folder that has it (see {@link searchFolders}).
 *
 * Contents other than the official ones are accepted when they are well formed, and named in `notes`.
 *
 * @throws {InputError} for an unknown name, when no folder has the files, and when a file is damaged.
 */
export async function loadDataset(name: DatasetName, options: LocateOptions = {}): Promise<Dataset> {
  const info = infoOf(name);
  const { folder, paths } = locate(name, options);
  const contents: Record<string, Content> = {};
  const checksums: Record<string, string> = {};
  const read = async ([file, source]: [string, string]) => {
    const bytes = await readBytes(source);
    contents[file] = { bytes, source };
    checksums[file] = sha256(bytes);
  };
  for (const entry of Object.entries(paths)) await read(entry);
  refuseOtherSets(info, checksums, folder);
  const notes = Object.entries(checksums)
    .filter(([file, sum]) => info.contents[file] !== undefined && info.contents[file] !== sum)
    .map(([file]) => `${file} in ${folder} is not the official file.`);
  const { train, test } = name === 'cifar-10' ? cifar(contents, notes) : idx(contents, info);
  return {
    name,
    classes: info.classes,
    train,
    test,
    normalisation: info.normalisation,
    checksums,
    notes,
    folder,
  };
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
