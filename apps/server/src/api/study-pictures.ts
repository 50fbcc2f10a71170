import { studyPictures, type MaskOf, type StudyPictures, type StudyPlan } from '@tombola/studies';
import { levelIdOf } from '../ledger/ids';
import type { Services } from './context';
import type { PlacedLevel } from './study-results';
import { masksOfLevels, type PackedMask } from './ticket-masks';

/**
 * The pictures of a study's first layers that the tickets of its finished levels make so far.
 *
 * @throws {StorageError} when a ticket cannot be read. @throws {DamagedError} for one that is damaged.
 */
export async function readStudyPictures(
  { store, artifacts }: Pick<Services, 'store' | 'artifacts'>,
  plan: StudyPlan,
  placed: readonly PlacedLevel[],
): Promise<StudyPictures[]> {
  const done = new Set(placed.map(({ level }) => level.id));
  const maskOf: MaskOf = async (job, parameter) => {
    const id = levelIdOf(job);
    if (!done.has(id)) return undefined;
    const mask = (await masksOfLevels(store.db, artifacts, [id])).get(id)!.get(parameter);
    return mask && unpacked(mask);
  };
  return studyPictures(plan, maskOf);
}

function unpacked({ shape, total, bits }: PackedMask) {
  const data = Uint8Array.from({ length: total }, (_, i) => (bits[i >>> 5]! >>> (i & 31)) & 1);
  return { dtype: 'uint8' as const, shape, data };
}
