import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Workplace } from './workplace';

/** Removes bytes that were a checkpoint, unless anything else has the same. What fails is left to the sweep by age. */
export async function removeCheckpoint({ db, artifacts }: Workplace, logger: Logger, sha256: string): Promise<void> {
  try {
    const { rows } = await db.execute<{ named: boolean }>(sql`
      select exists (select 1 from artifacts where sha256 = ${sha256})
        or exists (select 1 from levels where checkpoint_sha256 = ${sha256}) as named`);
    if (rows[0]?.named === false) await artifacts.remove(sha256);
  } catch (err) {
    logger.debug({ err, sha256 }, 'an old checkpoint could not be removed');
  }
}
