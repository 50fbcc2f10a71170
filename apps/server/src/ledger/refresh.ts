import { sql } from 'drizzle-orm';
import type { NewEvent } from '../events/append';
import type { Transaction } from '../store/connect';
import { list } from '../store/sql';

/**
 * Brings the counters and states of studies up to date with their levels; returns what to tell of it.
 *
 * The studies are locked first, so that of two changes at a time the second counts what the first did.
 */
export async function refreshStudies(
  tx: Transaction,
  levels: readonly number[],
  studies: readonly string[],
): Promise<NewEvent[]> {
  if (levels.length === 0 && studies.length === 0) return [];
  const { rows: locked } = await tx.execute<{ id: string }>(sql`
    select id from studies
    where id = any(${list(studies)}::text[])
      or id in (select study_id from study_levels where level_no = any(${list(levels)}::bigint[]))
    order by id for update`);
  if (locked.length === 0) return [];
  const { rows } = await tx.execute<{ id: string; state: string } & Record<string, number>>(sql`
    update studies s set
      levels = c.levels, levels_done = c.done, levels_failed = c.failed, levels_running = c.running,
      steps = c.steps, steps_done = c.steps_done, revision = s.revision + 1, updated_at = now(),
      state = c.next_state,
      finished_at = case when c.next_state in ('done', 'failed', 'cancelled')
        then coalesce(s.finished_at, now()) end
    from (
      select *, case
          when done = levels then 'done'
          when desired = 'cancelled' then 'cancelled'
          when desired = 'paused' then 'paused'
          when running > 0 then 'running'
          when queued > 0 and done = 0 then 'queued'
          when queued > 0 then 'running'
          when failed > 0 then 'failed'
          when paused > 0 then 'paused'
          when cancelled > 0 then 'cancelled'
          else 'queued' end as next_state
      from (
        select st.id, st.desired, count(*)::int as levels,
          count(*) filter (where l.state = 'done')::int as done,
          count(*) filter (where l.state = 'failed')::int as failed,
          count(*) filter (where l.state = 'running')::int as running,
          count(*) filter (where l.state = 'queued')::int as queued,
          count(*) filter (where l.state = 'paused')::int as paused,
          count(*) filter (where l.state = 'cancelled')::int as cancelled,
          coalesce(sum(l.steps), 0)::bigint as steps,
          coalesce(sum(case when l.state = 'done' then l.steps else l.step end), 0)::bigint as steps_done
        from studies st join study_levels sl on sl.study_id = st.id join levels l on l.no = sl.level_no
        where st.id = any(${list(locked.map(({ id }) => id))}::text[])
        group by st.id, st.desired
      ) counted
    ) c
    where s.id = c.id
    returning s.id, s.state, s.desired, s.levels, s.levels_done as "levelsDone", s.levels_failed as "levelsFailed",
      s.levels_running as "levelsRunning", s.steps, s.steps_done as "stepsDone", s.revision`);
  return rows.map(({ id, ...data }) => ({ type: 'study.changed', studies: [id], data }));
}
