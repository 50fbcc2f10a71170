import type { EventType } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../store/connect';

/** Channel on which the database tells that there are new events. */
export const EVENTS_CHANNEL = 'tombola_events';

export interface NewEvent {
  readonly type: EventType;
  /** The level that it is about; its studies and trial follow. */
  readonly level?: { readonly no: number; readonly id: string };
  /** The studies that it is about, where no level says so. */
  readonly studies?: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Appends events as the last statement before the commit: the counter's row is held from here on, so ids are given in
 * the order of commits and without gaps.
 */
export async function appendEvents(tx: Transaction, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, level, studies, data }, i) => ({
    ord: i + 1,
    type,
    level_no: level?.no ?? null,
    level_id: level?.id ?? null,
    trial_id: level === undefined ? null : level.id.replace(/-l\d+$/, ''),
    studies: studies ?? null,
    data,
  }));
  await tx.execute(sql`
    with counter as (update event_counter set last = last + ${events.length} returning last),
    added as (
      insert into events (id, at, type, studies, trial_id, level_id, data)
      select counter.last - ${events.length} + e.ord, clock_timestamp(), e.type,
        case when e.level_no is null then coalesce(e.studies, '{}')
          else array(select study_id from study_levels where level_no = e.level_no order by study_id) end,
        e.trial_id, e.level_id, e.data
      from counter, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as e(ord int, type text, level_no bigint, level_id text, trial_id text, studies text[], data jsonb)
      returning id
    )
    select pg_notify(${EVENTS_CHANNEL}, max(id)::text) from added`);
}
