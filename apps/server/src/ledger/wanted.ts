import { sql } from 'drizzle-orm';

/**
 * Whether an active study needs the level `l`, and nobody stopped its trial.
 *
 * Asked of one level after the other, by index: as `exists` the planner would join whole tables, and choose badly while
 * it does not know yet how much a study has just added to them.
 */
export const wanted = sql`(
  (select t.desired = 'run' from trials t where t.id = l.trial_id)
  and (select true from study_levels sl join studies s on s.id = sl.study_id
    where sl.level_no = l.no and s.desired = 'run' limit 1) is true)`;

/** What an unwanted level becomes: paused while anybody only paused it, else cancelled. */
export const unwantedState = sql`(case
  when exists (select 1 from trials t where t.id = l.trial_id and t.desired = 'cancelled') then 'cancelled'
  when exists (select 1 from trials t where t.id = l.trial_id and t.desired = 'paused')
    or exists (select 1 from study_levels sl join studies s on s.id = sl.study_id
      where sl.level_no = l.no and s.desired = 'paused') then 'paused'
  else 'cancelled' end)`;
