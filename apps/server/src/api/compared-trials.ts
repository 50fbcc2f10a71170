import type { Comparison, LevelOut } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { list } from '../store/sql';
import { NotFoundError } from './problems';
import { levelsOfTrials } from './trial-levels';

type Named = Comparison['trials'][number];

/** A trial with what a comparison says of it. */
export interface ComparedTrial extends Named {
  /** As it is stored, defaults left out. */
  readonly recipe: unknown;
  /** Its done levels that have the metric, by level. */
  readonly points: readonly {
    readonly level: number;
    readonly density: number;
    readonly value: number;
    readonly layers: LevelOut['layers'];
  }[];
}

/** Studies that a trial is called by. */
const MOST_STUDIES = 5;

/**
 * Trials, and those of studies, in the order of their recipes and seeds, and the names of what was measured in them.
 *
 * @throws {NotFoundError}
 */
export async function readComparedTrials(
  db: Queryable,
  trials: readonly string[],
  studies: readonly string[],
  metric: string,
): Promise<{ rows: ComparedTrial[]; metrics: string[] }> {
  const asked = sql`${list(studies)}::text[]`;
  const ids = sql`array(
    select unnest(${list(trials)}::text[])
    union select trial_id from study_trials where study_id = any(${asked}))`;
  const { rows } = await db.execute<ComparedTrial & Record<string, unknown>>(sql`
    with asked as materialized (select ${ids} as ids), own as (${levelsOfTrials(sql`(select ids from asked)::text[]`)}),
    points as (
      select own.trial, jsonb_agg(jsonb_build_object('level', l.level, 'density', l.density,
        'value', l.metrics -> ${metric}::text, 'layers', l.layers) order by l.level) as points
      from own join levels l on l.no = own.no
      where l.state = 'done' and jsonb_typeof(l.metrics -> ${metric}::text) = 'number' group by own.trial
    )
    select t.id as trial, t.recipe_hash as "recipeHash", t.seed, t.recipe, coalesce(p.points, '[]') as points, (
      select coalesce(json_agg(json_build_object('study', f.id, 'name', f.name, 'arm', f.arm, 'label', f.label)), '[]')
      from (
        select s.id, s.name, a.id as arm, a.label
        from study_trials st join studies s on s.id = st.study_id join arms a on a.study_id = s.id and a.id = st.arm_id
        where st.trial_id = t.id
        order by s.id = any(${asked}) desc, s.created_at desc, s.id, a.position limit ${MOST_STUDIES}
      ) f
    ) as studies
    from trials t left join points p on p.trial = t.id
    where t.id = any((select ids from asked)::text[]) order by t.recipe_hash, t.seed`);
  const there = new Set(rows.map(({ trial }) => trial));
  const missing = trials.find((trial) => !there.has(trial));
  if (missing !== undefined) throw new NotFoundError('trial', missing);
  return { rows, metrics: await readNames(db, [...there], studies) };
}

/** What the done levels of trials have numbers of. @throws {NotFoundError} for a study that there is not. */
async function readNames(db: Queryable, trials: readonly string[], studies: readonly string[]): Promise<string[]> {
  const { rows } = await db.execute<{ metrics: string[]; studies: string[] }>(sql`
    select array(
      select distinct name from (${levelsOfTrials(sql`${list(trials)}::text[]`)}) own join levels l on l.no = own.no,
        jsonb_object_keys(l.metrics) name
      where l.state = 'done' order by name
    ) as metrics, array(select id from studies where id = any(${list(studies)}::text[])) as studies`);
  const { metrics, studies: there } = rows[0]!;
  const missing = studies.find((study) => !there.includes(study));
  if (missing !== undefined) throw new NotFoundError('study', missing);
  return metrics;
}
