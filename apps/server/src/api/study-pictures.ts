import { DamagedError } from '@tombola/shared';
import { picturesOf, type MaskOf, type StudyPictures, type StudyPlan, type UnreadPictures } from '@tombola/studies';
import { BlobError, StorageError } from '../artifacts/errors';
import { levelIdOf } from '../ledger/ids';
import type { Services } from './context';
import { contentOf } from './study-page';
import type { PlacedLevel } from './study-results';
import { readStudyDetail } from './study-rows';
import { planAgain } from './study-source';
import { masksOfLevels, type PackedMask } from './ticket-masks';

type Stores = Pick<Services, 'store' | 'artifacts'>;

/** The pictures of a study, as {@link readStudyPictures} has them. @throws {NotFoundError} */
export async function picturesOfStudy(
  stores: Stores,
  id: string,
): Promise<{ items: StudyPictures[]; unread: UnreadPictures[] }> {
  const study = await readStudyDetail(stores.store.db, id);
  const { placed } = await contentOf(stores.store, study);
  const { pictures, unread } = await readStudyPictures(stores, planAgain(study), placed);
  return { items: pictures, unread };
}

/**
 * The pictures of a study's first layers that the tickets of its finished levels make so far, and those that they do
 * not make since a ticket cannot be read.
 */
export async function readStudyPictures(
  stores: Stores,
  plan: StudyPlan,
  placed: readonly PlacedLevel[],
): Promise<{ pictures: StudyPictures[]; unread: UnreadPictures[] }> {
  const done = new Set(placed.map(({ level }) => level.id));
  const pictures: StudyPictures[] = [];
  const unread: UnreadPictures[] = [];
  for (const spec of plan.study.pictures ?? []) {
    const masks = new ReadableMasks(stores, done);
    const made = await picturesOf(spec, plan, masks.of);
    if (masks.unreadLevel !== undefined) unread.push({ spec, level: masks.unreadLevel });
    else if (made !== undefined) pictures.push(made);
  }
  return { pictures, unread };
}

/** Masks of tickets, up to the first ticket that cannot be read: after it nothing more is asked for. */
class ReadableMasks {
  unreadLevel: string | undefined;

  constructor(
    private readonly stores: Stores,
    private readonly done: ReadonlySet<string>,
  ) {}

  readonly of: MaskOf = async (job, parameter) => {
    const id = levelIdOf(job);
    if (!this.done.has(id) || this.unreadLevel !== undefined) return undefined;
    try {
      const mask = (await masksOfLevels(this.stores.store.db, this.stores.artifacts, [id])).get(id)!.get(parameter);
      return mask && unpacked(mask);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      this.unreadLevel = id;
      return undefined;
    }
  };
}

/** Whether the store of artifacts fails, or lost or damaged what was put into it. */
function isUnreadable(error: unknown): boolean {
  return error instanceof StorageError || error instanceof BlobError || error instanceof DamagedError;
}

function unpacked({ shape, total, bits }: PackedMask) {
  const data = Uint8Array.from({ length: total }, (_, i) => (bits[i >>> 5]! >>> (i & 31)) & 1);
  return { dtype: 'uint8' as const, shape, data };
}
