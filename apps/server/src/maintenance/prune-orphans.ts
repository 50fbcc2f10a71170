import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../store/connect';
import { list } from '../store/sql';
import { transact } from '../store/transact';
import { daysAgo, inBatches, type BatchOptions } from './batches';

export interface PrunedOrphans {
  readonly levels: number;
  readonly trials: number;
}

/**
 * Removes levels that nobody has needed for `orphanDays`, and trials that are left without one: rows, metrics, tickets,
 * exports; their bytes are the sweep's. A level is needed by the studies that link to it, and by the registered models
 * that were made from it, with everything that it came from.
 */
export async function pruneOrphans(
  db: Database,
  orphanDays: number,
  { signal, batch = 200 }: BatchOptions = {},
): Promise<PrunedOrphans> {
  await inBatches(signal, () => mark(db, 10 * batch));
  let trials = 0;
  const levels = await inBatches(signal, async () => {
    const removed = await removeBatch(db, orphanDays, batch);
    trials += removed.trials;
    return removed.levels;
  });
  return { levels, trials };
}

/** Levels of registered models, and all that they came from. */
const models = sql`
  select l.no, l.parent_id from model_versions v join exports e on e.id = v.export_id join levels l on l.no = e.level_no
  union
  select p.no, p.parent_id from models m join levels p on p.id = m.parent_id`;

/** Notes when levels came to be needed by nobody, and forgets it of those that are needed again. */
async function mark(db: Database, batch: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with recursive models as (${models}),
    wrong as (
      select l.no, l.orphan_since is null as orphan from levels l
      where (l.orphan_since is null) = (
        not exists (select 1 from study_levels s where s.level_no = l.no) and l.no not in (select no from models))
      limit ${batch} for update of l skip locked
    )
    update levels l set orphan_since = case when wrong.orphan then now() end from wrong where l.no = wrong.no`);
  return rowCount ?? 0;
}

/** That the level `l` may go: nobody needs it, for long enough, and no other level came from it. */
function leaf(orphanDays: number): SQL {
  return sql`l.orphan_since <= ${daysAgo(orphanDays)} and l.state <> 'running'
    and not exists (select 1 from study_levels s where s.level_no = l.no)
    and not exists (select 1 from levels c where c.parent_id = l.id)
    and not exists (select 1 from exports e where e.level_no = l.no
      and (e.state in ('queued', 'running') or exists (select 1 from model_versions v where v.export_id = e.id)))`;
}

/** One batch of leaves: a level that another came from goes after it, so that no level ever lacks its parent. */
function removeBatch(db: Database, orphanDays: number, batch: number): Promise<PrunedOrphans> {
  return transact(db, async (tx) => {
    await tx.execute(sql`set local lock_timeout = '5s'`);
    // A study that is created now begins with this table: it has linked its levels before this goes on, or finds none.
    await tx.execute(sql`lock table trials in share row exclusive mode`);
    const { rows: locked } = await tx.execute<{ no: number }>(sql`
      select l.no from levels l where ${leaf(orphanDays)} order by l.no desc limit ${batch} for update of l skip locked`);
    // Looked at again: an export may have been asked for between the look and the lock.
    const { rows } = await tx.execute<{ no: number; trial: string }>(sql`
      select l.no, l.trial_id as trial from levels l
      where l.no = any(${list(locked.map(({ no }) => no))}::bigint[]) and ${leaf(orphanDays)}`);
    if (rows.length === 0) return { levels: 0, trials: 0 };
    const [numbers, trials] = [rows.map(({ no }) => no), [...new Set(rows.map(({ trial }) => trial))]];
    await tx.execute(sql`delete from levels where no = any(${list(numbers)}::bigint[])`);
    const { rows: gone } = await tx.execute<{ id: string }>(sql`
      delete from trials t where t.id = any(${list(trials)}::text[])
        and not exists (select 1 from levels l where l.trial_id = t.id)
        and not exists (select 1 from study_trials s where s.trial_id = t.id)
      returning t.id`);
    const ids = list(gone.map(({ id }) => id));
    await tx.execute(sql`delete from notes where subject = 'trial' and subject_id = any(${ids}::text[])`);
    await tx.execute(sql`delete from tags where subject = 'trial' and subject_id = any(${ids}::text[])`);
    return { levels: rows.length, trials: gone.length };
  });
}
