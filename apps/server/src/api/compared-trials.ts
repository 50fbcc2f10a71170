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
  const { rows } = await db.execute<ComparedTrial & { names: string[] } & Record<string, unknown>>(sql`
    with asked as materialized (select ${ids} as ids),
    own as (${levelsOfTrials(sql`(select ids from asked)::text[]`)}),
    done as materialized (
      select own.trial, l.level, l.density, l.metrics, l.layers from own join levels l on l.no = own.no where l.state = 'done'
    ),
    points as (
      select trial, jsonb_agg(jsonb_build_object('level', level, 'density', density,
        'value', metrics -> ${metric}::text, 'layers', layers) order by level) as points
      from done where jsonb_typeof(metrics -> ${metric}::text) = 'number' group by trial
    )
    select t.id as trial, t.recipe_hash as "recipeHash", t.seed, t.recipe, coalesce(p.points, '[]') as points,
      array(select distinct name from done, jsonb_object_keys(metrics) name order by name) as names, (
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
  await checkStudies(db, studies);
  return { rows, metrics: rows[0]?.names ?? [] };
}

async function checkStudies(db: Queryable, studies: readonly string[]): Promise<void> {
  if (studies.length === 0) return;
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from studies where id = any(${list(studies)}::text[])`,
  );
  const missing = studies.find((study) => !rows.some(({ id }) => id === study));
  if (missing !== undefined) throw new NotFoundError('study', missing);
}
