import { sql, type SQL } from 'drizzle-orm';
import type { studyDetailOut, StudyDetail, StudyOut } from '@tombola/shared';
import type { z } from 'zod';
import type { Queryable } from '../store/connect';
import { NotFoundError } from './problems';
import { iso } from './system';

/** The columns of a study `s` as the API shows them. Steps of trainings that run are counted as they are now. */
export const studyColumns: SQL = sql`
  s.id, s.name, s.preset, s.scale, s.plan_hash as "planHash", s.retry_limit as "retryLimit", s.device, s.priority,
  s.cloned_from as "clonedFrom", s.owner,
  coalesce((select u.name from users u where u.id = s.owner), s.owner) as "ownerName",
  s.desired, s.state, s.trials, s.levels, s.levels_done as "levelsDone", s.levels_failed as "levelsFailed",
  s.levels_running as "levelsRunning", s.steps,
  case when s.levels_running = 0 then s.steps_done else (
    select coalesce(sum(case when l.state = 'done' then l.steps else l.step end), 0)::bigint
    from study_levels sl join levels l on l.no = sl.level_no where sl.study_id = s.id
  ) end as "stepsDone",
  s.revision,
  array(select t.tag from tags t where t.subject = 'study' and t.subject_id = s.id order by t.tag) as tags,
  ${iso(sql`s.created_at`)} as "createdAt", ${iso(sql`s.updated_at`)} as "updatedAt",
  ${iso(sql`s.finished_at`)} as "finishedAt", ${iso(sql`s.archived_at`)} as "archivedAt"`;

export type StudyRow = StudyOut & Record<string, unknown>;

/** @throws {NotFoundError} */
export async function readStudyOut(db: Queryable, id: string): Promise<StudyOut> {
  const { rows } = await db.execute<StudyRow>(sql`select ${studyColumns} from studies s where s.id = ${id}`);
  if (rows[0] === undefined) throw new NotFoundError('study', id);
  return rows[0];
}

/** What a study's detail has besides the study; it changes with the study's revision only. */
export type StudyParts = Omit<z.output<typeof studyDetailOut>, keyof StudyOut>;

/** The parts of a study's detail, as JSON, of a study `s`. */
export const studyPartsJson: SQL = sql`json_build_object(
  'declaration', s.declaration,
  'options', s.options,
  'arms', (
    select coalesce(json_agg(json_build_object('id', a.id, 'label', a.label, 'trials', (
      select coalesce(json_agg(json_build_object('trial', t.id, 'seed', t.seed, 'draw', st.draw) order by st.draw, t.seed), '[]')
      from study_trials st join trials t on t.id = st.trial_id where st.study_id = s.id and st.arm_id = a.id
    )) order by a.position), '[]')
    from arms a where a.study_id = s.id
  ),
  'failures', case when s.levels_failed = 0 then '[]' else (
    select coalesce(json_agg(json_build_object('level', f.id, 'error', f.error)), '[]') from (
      select l.id, l.error from study_levels sl join levels l on l.no = sl.level_no
      where sl.study_id = s.id and l.state = 'failed' order by l.no limit 100
    ) f
  ) end)`;

/** A study with its arms, trials and failures. @throws {NotFoundError} */
export async function readStudyDetail(db: Queryable, id: string): Promise<StudyDetail> {
  const { rows } = await db.execute<StudyRow & { parts: StudyParts }>(sql`
    select ${studyColumns}, ${studyPartsJson} as parts from studies s where s.id = ${id}`);
  if (rows[0] === undefined) throw new NotFoundError('study', id);
  const { parts, ...study } = rows[0];
  return { ...study, ...parts };
}
