import type { EventOut } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';

/** Stored events with greater ids, oldest first. */
export async function readEvents(db: Queryable, after: number, limit: number): Promise<EventOut[]> {
  const { rows } = await db.execute<EventOut & Record<string, unknown>>(sql`
    select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, type, studies,
      trial_id as trial, level_id as level, data
    from events where id > ${after} order by id limit ${limit}`);
  return rows;
}

/** The id of the newest event. */
export async function lastEventId(db: Queryable): Promise<number> {
  const { rows } = await db.execute<{ last: number }>(sql`select last from event_counter`);
  return rows[0]?.last ?? 0;
}
