import type { Device } from '@tombola/shared';
import type { StudyPlan } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { randomLetters } from '../store/ids';
import { arms, studies, studyTrials, tags } from '../store/schema/index';
import { list } from '../store/sql';
import type { Change } from './change';
import { rowsOf } from './rows';
import { revive } from './wishes';

export interface NewStudy {
  readonly plan: StudyPlan;
  readonly name: string;
  readonly preset: string | null;
  /** What the plan was made with: seeds, draws, changes. */
  readonly options: unknown;
  readonly device: Device;
  readonly priority: number;
  readonly retryLimit: number;
  readonly clonedFrom: string | null;
  readonly owner: string;
  readonly tags: readonly string[];
}

/**
 * Stores a study with its arms, trials and levels, and queues what can begin. Trials and levels that are there already
 * are shared; those that had been stopped or had failed are tried again.
 *
 * @returns the study's id
 */
export async function createStudy(change: Change, boss: PgBoss, study: NewStudy): Promise<string> {
  const { tx } = change;
  const { plan } = study;
  const rows = rowsOf(plan);
  const id = `${plan.study.id.slice(0, 60)}-${plan.scale}-${randomLetters(8)}`;

  await tx.execute(sql`
    insert into trials (id, recipe_hash, seed, recipe)
    select * from jsonb_to_recordset(${JSON.stringify(rows.trials)}::jsonb)
      as t(id text, recipe_hash text, seed bigint, recipe jsonb)
    order by id
    on conflict (id) do nothing`);
  await tx.execute(sql`
    insert into levels (id, trial_id, level, parent_id, state, device, steps)
    select l.id, l.trial_id, l.level, l.parent_id, 'blocked', ${study.device}, l.steps
    from jsonb_to_recordset(${JSON.stringify(rows.levels.map((row, ord) => ({ ...row, ord })))}::jsonb)
      as l(ord int, id text, trial_id text, level int, parent_id text, steps int)
    order by l.ord
    on conflict (id) do nothing`);
  const { rows: numbers } = await tx.execute<{ no: number }>(sql`
    select no from levels where id = any(${list(rows.levels.map((row) => row.id))}::text[]) order by no for update`);
  const nos = numbers.map(({ no }) => no);
  await tx.execute(sql`
    update levels l set priority = greatest(l.priority, ${study.priority}), height = greatest(l.height, r.height)
    from jsonb_to_recordset(${JSON.stringify(rows.levels)}::jsonb) as r(id text, height int)
    where l.id = r.id and l.state <> 'done'`);

  await tx.insert(studies).values({
    id,
    name: study.name,
    preset: study.preset,
    declaration: plan.study,
    scale: plan.scale,
    options: study.options,
    planHash: plan.hash,
    device: study.device,
    priority: study.priority,
    retryLimit: study.retryLimit,
    clonedFrom: study.clonedFrom,
    owner: study.owner,
    trials: new Set(rows.members.map(({ trial_id }) => trial_id)).size,
  });
  await tx
    .insert(arms)
    .values(plan.arms.map((arm, position) => ({ studyId: id, id: arm.id, label: arm.label, position })));
  await tx
    .insert(studyTrials)
    .values(rows.members.map(({ arm_id, draw, trial_id }) => ({ studyId: id, armId: arm_id, draw, trialId: trial_id })))
    .onConflictDoNothing();
  await tx.execute(sql`
    insert into study_levels (study_id, level_no) select ${id}, unnest(${list(nos)}::bigint[])`);
  if (study.tags.length > 0) {
    await tx
      .insert(tags)
      .values([...new Set(study.tags)].map((tag) => ({ subject: 'study' as const, subjectId: id, tag })));
  }

  await tx.execute(sql`
    update trials set desired = 'run'
    where desired <> 'run' and id in (select trial_id from levels where no = any(${list(nos)}::bigint[]))`);
  await revive(change, boss, nos, { failed: true });
  change.touchStudy(id);
  change.tell({ type: 'study.created', studies: [id], data: { name: study.name, owner: study.owner } });
  return id;
}
