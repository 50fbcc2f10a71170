import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { list } from '../store/sql';
import type { Change } from './change';
import { endAttempt } from './finish';
import { reclaimExports } from './exports';
import { markFailed, putBack } from './unfinished';

/** A level that loses its worker so often without a step of progress is what kills them. */
const MOST_LOSSES = 20;

export interface Patience {
  /** Seconds of silence after which a worker is taken for lost. */
  readonly leaseSeconds: number;
  /** Seconds after a start of the database in which none is: all of them were silent while it was away. */
  readonly graceSeconds: number;
}

/**
 * Finds workers that fell silent and gives what they held to others. Anybody may call it at any time.
 *
 * @returns the workers that were lost
 */
export async function reap(change: Change, boss: PgBoss, { leaseSeconds, graceSeconds }: Patience): Promise<string[]> {
  const { tx } = change;
  const { rows: lost } = await tx.execute<{ id: string }>(sql`
    update workers set state = 'lost', stopped_at = now()
    where state in ('live', 'stopping') and heartbeat_at < now() - make_interval(secs => ${leaseSeconds})
      and pg_postmaster_start_time() < now() - make_interval(secs => ${graceSeconds})
    returning id`);
  const { rows: levels } = await tx.execute<{ no: number; id: string; attempt: number; losses: number }>(sql`
    select l.no, l.id, l.attempt, l.losses from levels l join workers w on w.id = l.worker_id
    where l.state = 'running' and w.state in ('lost', 'stopped') order by l.no for update of l`);
  for (const level of levels) await endAttempt(change, level.no, level, 'lost');
  const hopeless = levels.filter(({ losses }) => losses + 1 >= MOST_LOSSES);
  for (const level of hopeless) {
    await markFailed(change, level, {
      name: 'WorkerLost',
      message: `${MOST_LOSSES} workers died, one after the other, while they trained this level, and none got further.`,
    });
  }
  const others = levels.filter((level) => !hopeless.includes(level)).map(({ no }) => no);
  await tx.execute(sql`update levels set losses = losses + 1 where no = any(${list(others)}::bigint[])`);
  await putBack(change, boss, others);
  await reclaimExports(change, boss);
  for (const { id } of lost) change.tell({ type: 'worker.changed', data: { worker: id, state: 'lost' } });
  return lost.map(({ id }) => id);
}
