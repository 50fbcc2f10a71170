import { sql } from 'drizzle-orm';
import { change } from '../ledger/change';
import { sendExports } from '../ledger/exports';
import { LostLevelError } from '../ledger/fence';
import { releaseLevel } from '../ledger/unfinished';
import type { Task } from './task';
import type { Workplace } from './workplace';

/**
 * Gives back what the database takes for this worker's and the worker knows nothing of: the database went away in the
 * middle of a claim, or nothing could be written at the end of a level. Nothing may be claimed meanwhile.
 *
 * @returns how much it was
 */
export async function releaseStrays(place: Workplace, tasks: ReadonlySet<Task>): Promise<number> {
  const { db, boss, worker } = place;
  const known = new Set(
    [...tasks].map(({ hold }) => (typeof hold === 'string' ? hold : `${hold.level}#${hold.attempt}`)),
  );
  const { rows: levels } = await db.execute<{ level: string; attempt: number }>(sql`
    select id as level, attempt from levels where worker_id = ${worker} and state = 'running'`);
  const { rows: exports } = await db.execute<{ id: string }>(sql`
    select id from exports where worker_id = ${worker} and state = 'running'`);
  const strayLevels = levels.filter(({ level, attempt }) => !known.has(`${level}#${attempt}`));
  const strayExports = exports.map(({ id }) => id).filter((id) => !known.has(id));
  for (const { level, attempt } of strayLevels) {
    const hold = { level, attempt, worker };
    await change(db, (current) => releaseLevel(current, boss, hold, '')).catch((error: unknown) => {
      if (!(error instanceof LostLevelError)) throw error;
    });
  }
  await change(db, ({ tx }) => sendExports(tx, boss, strayExports));
  return strayLevels.length + strayExports.length;
}
