import type { Wish } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { list } from '../store/sql';
import type { Change } from './change';
import { enqueueLevels } from './queue';
import { unwantedState, wanted } from './wanted';

/** Locks the levels of a study in the order of their numbers. */
export async function lockLevelsOfStudy({ tx }: Change, study: string): Promise<number[]> {
  const { rows } = await tx.execute<{ no: number }>(sql`
    select l.no from levels l join study_levels sl on sl.level_no = l.no
    where sl.study_id = ${study} order by l.no for update of l`);
  return rows.map(({ no }) => no);
}

/** Asks something of a whole study: its levels stop, unless another study wants them, or go on. */
export async function wishForStudy(
  change: Change,
  boss: PgBoss,
  study: string,
  wish: Wish,
  options: { readonly failed?: boolean } = {},
): Promise<void> {
  const levels = await lockLevelsOfStudy(change, study);
  await change.tx.execute(sql`update studies set desired = ${wish}, finished_at = null where id = ${study}`);
  change.touchStudy(study);
  if (wish === 'run') await revive(change, boss, levels, options);
  else await subside(change, levels);
}

/** Asks something of one trial, whichever studies it is in. */
export async function wishForTrial(
  change: Change,
  boss: PgBoss,
  trial: string,
  wish: Wish,
  options: { readonly failed?: boolean } = {},
): Promise<void> {
  const { rows } = await change.tx.execute<{ no: number }>(sql`
    select no from levels where trial_id = ${trial} order by no for update`);
  const levels = rows.map(({ no }) => no);
  await change.tx.execute(sql`update trials set desired = ${wish} where id = ${trial}`);
  change.touch(...levels);
  if (wish === 'run') await revive(change, boss, levels, options);
  else await subside(change, levels);
}

/** Lets stopped levels go on, those that failed too if asked for; all of them are locked already. */
export async function revive(
  change: Change,
  boss: PgBoss,
  levels: readonly number[],
  { failed = false }: { readonly failed?: boolean } = {},
): Promise<void> {
  const states = failed ? ['paused', 'cancelled', 'failed'] : ['paused', 'cancelled'];
  await change.tx.execute(sql`
    update levels l set state = 'blocked', crashes = 0, losses = 0, error = null, finished_at = null, updated_at = now()
    where l.no = any(${list(levels)}::bigint[]) and l.state = any(${list(states)}::text[]) and ${wanted}`);
  await change.tx.execute(sql`
    update levels l set stop_requested = null
    where l.no = any(${list(levels)}::bigint[]) and l.state = 'running' and l.stop_requested is not null and ${wanted}`);
  change.touch(...levels);
  await enqueueReady(change, boss, levels);
}

/** Queues the levels among these that are blocked, wanted, and need nothing that is not done. */
export async function enqueueReady(change: Change, boss: PgBoss, levels: readonly number[]): Promise<void> {
  if (levels.length === 0) return;
  const { rows } = await change.tx.execute<{ no: number }>(sql`
    select l.no from levels l left join levels p on p.id = l.parent_id
    where l.no = any(${list(levels)}::bigint[]) and l.state = 'blocked'
      and (l.parent_id is null or p.state = 'done') and ${wanted}
    order by l.no`);
  await enqueueLevels(
    change,
    boss,
    rows.map(({ no }) => no),
  );
}

/** Stops the levels among these that nobody wants: waiting ones at once, running ones when their worker hears of it. */
export async function subside(change: Change, levels: readonly number[]): Promise<void> {
  if (levels.length === 0) return;
  const { rows } = await change.tx.execute<{ no: number; id: string; state: string }>(sql`
    update levels l set
      state = case when l.state = 'running' then l.state else ${unwantedState} end,
      stop_requested = case when l.state = 'running' then ${unwantedState} end,
      delivery = case when l.state = 'running' then l.delivery end,
      updated_at = now()
    where l.no = any(${list(levels)}::bigint[]) and l.state in ('blocked', 'queued', 'running', 'paused') and not ${wanted}
    returning l.no, l.id, l.state`);
  for (const { no, id, state } of rows) {
    change.touch(no);
    change.tell({ type: 'level.changed', level: { no, id }, data: { state, stopping: state === 'running' } });
  }
}
