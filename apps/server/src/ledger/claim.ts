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
  /** What is stored of the level that this one needs, by kind: `ticket`, `final`, `result`. */
  readonly parent: {
    readonly id: string;
    readonly recipe: unknown;
    readonly files: Readonly<Record<string, string>>;
  } | null;
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
    parent: row.parentId === null ? null : await parentOf(change, row.parentId),
  };
}

async function parentOf({ tx }: Change, id: string): Promise<Claim['parent']> {
  const { rows } = await tx.execute<{ recipe: unknown; files: Record<string, string> | null }>(sql`
    select t.recipe, (select jsonb_object_agg(a.kind, a.sha256) from artifacts a
      where a.level_no = l.no and a.kind in ('ticket', 'final', 'result')) as files
    from levels l join trials t on t.id = l.trial_id where l.id = ${id}`);
  return { id, recipe: rows[0]!.recipe, files: rows[0]!.files ?? {} };
}
