import { sql } from 'drizzle-orm';
import type { Database } from '../store/connect';
import { daysAgo, inBatches, type BatchOptions } from './batches';

/** Takes the logs out of attempts that ended longer ago than `logDays`; what became of an attempt stays known. */
export function pruneLogs(db: Database, logDays: number, { signal, batch = 500 }: BatchOptions = {}): Promise<number> {
  return inBatches(signal, async () => {
    const { rowCount } = await db.execute(sql`
      update attempts a set log = null
      from (
        select level_no, attempt from attempts
        where log is not null and ended_at < ${daysAgo(logDays)}
        order by ended_at limit ${batch} for update skip locked
      ) old
      where a.level_no = old.level_no and a.attempt = old.attempt`);
    return rowCount ?? 0;
  });
}
