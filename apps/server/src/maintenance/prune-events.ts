import type { Retention } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { noteRemoved } from '../events/removed';
import type { Database } from '../store/connect';
import { transact } from '../store/transact';
import { daysAgo, type BatchOptions } from './batches';

export interface PrunedEvents {
  readonly metricEvents: number;
  /** Others. */
  readonly events: number;
}

/**
 * Removes events that are older than they are kept: live points after `metricEventDays`, all others after `eventDays`.
 * The greatest id among the removed ones is noted with them, so that a reader who stands before it hears that he missed
 * something.
 */
export async function pruneEvents(
  db: Database,
  { metricEventDays, eventDays }: Pick<Retention, 'metricEventDays' | 'eventDays'>,
  { signal, batch = 5000 }: BatchOptions = {},
): Promise<PrunedEvents> {
  const { rows } = await db.execute<{ points: number; others: number }>(sql`
    select
      coalesce((select id from events where at < ${daysAgo(metricEventDays)} order by at desc limit 1), 0) as points,
      coalesce((select id from events where at < ${daysAgo(eventDays)} order by at desc limit 1), 0) as others`);
  const { points, others } = rows[0]!;
  const sum = { metricEvents: 0, events: 0 };
  for (let after = 0; ;) {
    signal?.throwIfAborted();
    const done = await pruneBatch(db, { after, points, others, batch });
    if (done.to === null) return sum;
    after = done.to;
    sum.metricEvents += done.metricEvents;
    sum.events += done.events;
  }
}

interface Done extends Record<string, unknown> {
  /** The last id that was looked at; null when there was none. */
  readonly to: number | null;
  readonly metricEvents: number;
  readonly events: number;
  readonly removedTo: number | null;
}

function pruneBatch(
  db: Database,
  { after, points, others, batch }: { after: number; points: number; others: number; batch: number },
): Promise<Done> {
  return transact(db, async (tx) => {
    const { rows } = await tx.execute<Done>(sql`
      with looked as materialized (
        select id, type from events where id > ${after} and id <= ${Math.max(points, others)} order by id limit ${batch}
      ),
      removed as (
        delete from events e using looked l
        where e.id = l.id and l.id <= case when l.type = 'metrics' then ${points}::bigint else ${others}::bigint end
        returning e.id, e.type
      )
      select (select max(id) from looked) as "to", max(id) as "removedTo",
        count(*) filter (where type = 'metrics')::int as "metricEvents",
        count(*) filter (where type <> 'metrics')::int as events
      from removed`);
    const done = rows[0]!;
    if (done.removedTo !== null) await noteRemoved(tx, done.removedTo);
    return done;
  });
}
