import { InputError, type LevelResult } from '@tombola/shared';
import type { Bench } from './workbench';

/**
 * Checks that a finished level was trained on the data that are in use now: results on other data are not comparable,
 * and nobody would see it in them.
 *
 * @throws {InputError} naming both by their hashes.
 */
export function checkSameData({ key, record }: LevelResult, { dataset, dataHash }: Bench): void {
  if (record.dataset === undefined || record.dataset === dataHash) return;
  throw new InputError({
    what: `${key} was trained on other data than the ${dataset.name} of ${dataset.folder}`,
    value: dataHash,
    expected: `data whose checksums have the hash ${record.dataset}`,
    mend: 'Name the folder of the same data with --data, or another results folder with --results.',
  });
}
