import { sql } from 'drizzle-orm';
import type { Database } from '../store/connect';
import { daysAgo } from './batches';

const DAYS = 30;

/** Forgets workers that stopped or were lost a month ago. */
export async function pruneWorkers(db: Database): Promise<number> {
  const { rowCount } = await db.execute(sql`
    delete from workers w
    where w.state in ('stopped', 'lost') and coalesce(w.stopped_at, w.heartbeat_at) < ${daysAgo(DAYS)}
      and not exists (select 1 from levels l where l.worker_id = w.id and l.state = 'running')
      and not exists (select 1 from exports e where e.worker_id = w.id and e.state = 'running')`);
  return rowCount ?? 0;
}
