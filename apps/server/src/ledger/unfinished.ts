import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Change } from './change';
import { fence, type HeldLevel, type Hold } from './fence';
import { clean, endAttempt } from './finish';
import { enqueueLevels } from './queue';
import { unwantedState, wanted } from './wanted';

export interface LevelFailure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** A training that threw: it would throw again, so the level has failed. @throws {LostLevelError} */
export async function failLevel(change: Change, hold: Hold, error: LevelFailure, log: string): Promise<void> {
  const held = await fence(change.tx, hold);
  await endAttempt(change, held.no, hold, 'failed', { log, error });
  await markFailed(change, held, error);
}

/**
 * A trial process that died: the level goes on from its checkpoint, as often as its studies allow, and has failed after.
 *
 * @throws {LostLevelError} when the hold is over.
 */
export async function crashLevel(
  change: Change,
  boss: PgBoss,
  hold: Hold,
  error: LevelFailure,
  log: string,
): Promise<'again' | 'failed'> {
  const { tx } = change;
  const held = await fence(tx, hold);
  await endAttempt(change, held.no, hold, 'crashed', { log, error });
  const { rows } = await tx.execute<{ limit: number | null }>(sql`
    select max(s.retry_limit) as limit from studies s join study_levels sl on sl.study_id = s.id
    where sl.level_no = ${held.no}`);
  if (held.crashes >= (rows[0]?.limit ?? 0)) {
    await markFailed(change, held, error);
    return 'failed';
  }
  await tx.execute(sql`update levels set crashes = crashes + 1 where no = ${held.no}`);
  await putBack(change, boss, [held.no]);
  return 'again';
}

/** Gives a level back whose training was interrupted; its checkpoint is stored. @throws {LostLevelError} */
export async function releaseLevel(change: Change, boss: PgBoss, hold: Hold, log: string): Promise<void> {
  const held = await fence(change.tx, hold);
  await endAttempt(change, held.no, hold, 'released', { log });
  await putBack(change, boss, [held.no]);
}

/** Levels that nobody runs any more: queued again while they are wanted, else what they were asked to become. */
export async function putBack(change: Change, boss: PgBoss, levels: readonly number[]): Promise<void> {
  if (levels.length === 0) return;
  const nos = [...levels];
  const { rows } = await change.tx.execute<{ no: number; id: string; wanted: boolean; state: string }>(sql`
    select l.no, l.id, ${wanted} as wanted, ${unwantedState} as state
    from levels l where l.no = any(${sql.param(nos)}::bigint[]) order by l.no`);
  await enqueueLevels(
    change,
    boss,
    rows.filter((row) => row.wanted).map(({ no }) => no),
  );
  for (const { no, id, state } of rows.filter((row) => !row.wanted)) {
    await change.tx.execute(sql`
      update levels set state = ${state}, worker_id = null, stop_requested = null, delivery = null, updated_at = now()
      where no = ${no}`);
    change.touch(no);
    change.tell({ type: 'level.changed', level: { no, id }, data: { state } });
  }
}

export async function markFailed(
  change: Change,
  level: Pick<HeldLevel, 'no' | 'id'>,
  { name, message }: LevelFailure,
): Promise<void> {
  const error = clean(JSON.stringify({ name, message: message.slice(0, 10_000) }));
  await change.tx.execute(sql`
    update levels set state = 'failed', error = ${error}::jsonb, worker_id = null, stop_requested = null, delivery = null,
      finished_at = now(), updated_at = now()
    where no = ${level.no}`);
  change.touch(level.no);
  change.tell({ type: 'level.changed', level, data: { state: 'failed', error: JSON.parse(error) as unknown } });
}
