import { sql } from 'drizzle-orm';
import type { Change } from './change';
import type { Hold } from './fence';
import type { Delivery } from './queue';

/** A level that a worker holds, with all that training it needs. */
export interface Claim {
  readonly hold: Hold;
  readonly trialId: string;
  readonly level: number;
  readonly steps: number;
  readonly seed: number;
  /** The trial's recipe, defaults left out. */
  readonly recipe: unknown;
  readonly checkpoint: { readonly sha256: string; readonly step: number } | null;
  /** What is stored of the levels that this one may need, by id and kind: `ticket`, `final`, `result`. */
  readonly before: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Takes a queued level for a worker; undefined when the delivery is stale. */
export async function claimLevel(
  change: Change,
  worker: string,
  { id, delivery }: Delivery,
): Promise<Claim | undefined> {
  const { tx } = change;
  const { rows } = await tx.execute<{
    no: number;
    attempt: number;
    trialId: string;
    level: number;
    steps: number;
    parentId: string | null;
    checkpointSha256: string | null;
    checkpointStep: number | null;
  }>(sql`
    update levels set state = 'running', attempt = attempt + 1, worker_id = ${worker}, delivery = null,
      step = coalesce(checkpoint_step, 0), started_at = coalesce(started_at, now()), updated_at = now()
    where id = ${id} and state = 'queued' and delivery = ${delivery}
    returning no, attempt, trial_id as "trialId", level, steps, parent_id as "parentId",
      checkpoint_sha256 as "checkpointSha256", checkpoint_step as "checkpointStep"`);
  const row = rows[0];
  if (row === undefined) return undefined;
  await tx.execute(sql`
    insert into attempts (level_no, attempt, worker_id) values (${row.no}, ${row.attempt}, ${worker})`);
  const { rows: trials } = await tx.execute<{ recipe: unknown; seed: number }>(sql`
    select recipe, seed from trials where id = ${row.trialId}`);
  const trial = trials[0]!;
  change.touch(row.no);
  change.tell({
    type: 'level.changed',
    level: { no: row.no, id },
    data: { state: 'running', attempt: row.attempt, worker },
  });
  return {
    hold: { level: id, attempt: row.attempt, worker },
    trialId: row.trialId,
    level: row.level,
    steps: row.steps,
    seed: trial.seed,
    recipe: trial.recipe,
    checkpoint: row.checkpointSha256 === null ? null : { sha256: row.checkpointSha256, step: row.checkpointStep ?? 0 },
    before: row.parentId === null ? {} : await filesBefore(change, row.parentId),
  };
}

/** The files of a level and of its parent: a training in another order needs both (`neededBy`). */
async function filesBefore({ tx }: Change, id: string): Promise<Claim['before']> {
  const { rows } = await tx.execute<{ id: string; files: Record<string, string> }>(sql`
    select l.id, jsonb_object_agg(a.kind, a.sha256) as files
    from levels l join artifacts a on a.level_no = l.no and a.kind in ('ticket', 'final', 'result')
    where l.id = ${id} or l.id = (select parent_id from levels where id = ${id}) group by l.id`);
  return Object.fromEntries(rows.map((row) => [row.id, row.files]));
}
