import type { Comparison, LevelOut } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Queryable, Store } from '../store/connect';
import { prepared } from '../store/prepared';
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

const studyIds = sql`${sql.placeholder('studies')}::text[]`;
const value = sql`metrics -> ${sql.placeholder('metric')}::text`;

/** Rows by recipe and seed; the first one has the names of what was measured, which are those of all of them. */
const readRows = prepared<ComparedTrial & { names: string[] | null } & Record<string, unknown>>(
  'compared-trials',
  sql`
    with asked as materialized (select array(
      select unnest(${sql.placeholder('trials')}::text[])
      union select trial_id from study_trials where study_id = any(${studyIds})) as ids),
    own as (${levelsOfTrials(sql`(select ids from asked)::text[]`)}),
    done as materialized (
      select own.trial, l.level, l.density, l.metrics, l.layers from own join levels l on l.no = own.no where l.state = 'done'
    ),
    points as (
      select trial, json_agg(json_build_object('level', level, 'density', density, 'value', ${value}, 'layers', layers)
        order by level) as points
      from done where jsonb_typeof(${value}) = 'number' group by trial
    )
    select t.id as trial, t.recipe_hash as "recipeHash", t.seed, t.recipe, coalesce(p.points, '[]') as points, (
      select coalesce(json_agg(json_build_object('study', f.id, 'name', f.name, 'arm', f.arm, 'label', f.label,
        'position', f.position)), '[]')
      from (
        select s.id, s.name, a.id as arm, a.label, a.position
        from study_trials st join studies s on s.id = st.study_id join arms a on a.study_id = s.id and a.id = st.arm_id
        where st.trial_id = t.id
        order by s.id = any(${studyIds}) desc, s.created_at desc, s.id, a.position limit ${MOST_STUDIES}
      ) f
    ) as studies,
    case when row_number() over (order by t.recipe_hash, t.seed) = 1
      then array(select distinct name from done, jsonb_object_keys(metrics) name order by name) end as names
    from trials t left join points p on p.trial = t.id
    where t.id = any((select ids from asked)::text[]) order by t.recipe_hash, t.seed`,
);

/**
 * Trials, and those of studies, in the order of their recipes and seeds, and the names of what was measured in them.
 *
 * @throws {NotFoundError}
 */
export async function readComparedTrials(
  store: Store,
  asked: { readonly trials: readonly string[]; readonly studies: readonly string[]; readonly metric: string },
): Promise<{ rows: ComparedTrial[]; metrics: string[] }> {
  const rows = await readRows(store, asked);
  const there = new Set(rows.map(({ trial }) => trial));
  const missing = asked.trials.find((trial) => !there.has(trial));
  if (missing !== undefined) throw new NotFoundError('trial', missing);
  await checkStudies(store.db, asked.studies);
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
