import type { Device } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Change } from './change';
import { sendExports } from './exports';
import { enqueueLevels } from './queue';

/** Seconds that the queue has for bringing what it was given, before it is looked for. */
const PATIENCE_SECONDS = 30;

/**
 * Puts back into the queue whatever waits and is not in it: after a restore (the queue is not in backups), or when a
 * worker died between taking a job and claiming its level. A job too many does no harm.
 */
export async function reconcile(change: Change, boss: PgBoss): Promise<number> {
  const { tx } = change;
  const { rows: levels } = await tx.execute<{ no: number; device: Device }>(sql`
    select l.no, l.device from levels l
    where l.state = 'queued' and l.updated_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
      and not exists (select 1 from pgboss.job j where j.id = l.delivery and j.state in ('created', 'retry', 'active'))
    order by l.no for update of l skip locked`);
  await enqueueLevels(
    change,
    boss,
    levels.map(({ no }) => no),
  );
  const { rows: exports } = await tx.execute<{ id: string }>(sql`
    select e.id from exports e
    where e.state = 'queued' and e.created_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
      and not exists (select 1 from pgboss.job j where j.id = e.delivery and j.state in ('created', 'retry', 'active'))
    for update of e skip locked`);
  await sendExports(
    tx,
    boss,
    exports.map(({ id }) => id),
  );
  return levels.length + exports.length;
}
