import { aggregate } from '@tombola/figures';
import {
  compareOut,
  compareSchema,
  InputError,
  meanInterval,
  overlapOut,
  overlapSchema,
  type Comparison,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { list } from '../store/sql';
import { overlapOf } from './mask-overlap';
import { NotFoundError } from './problems';
import { recipeDifferences } from './recipe-differences';
import { masksOfLevels } from './ticket-masks';
import { levelsOfTrials } from './trial-levels';
import { reading } from './trpc';

const tags = ['compare'];

/** Trials and tickets side by side. */
export const compareRouter = {
  get: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/compare',
        tags,
        summary: 'Trials side by side: what differs in their recipes, their curves along the levels',
        protect: true,
      },
    })
    .input(compareSchema)
    .output(compareOut)
    .query(async ({ ctx, input: { trials = [], studies = [], metric } }) => {
      if (trials.length + studies.length === 0) {
        throw new InputError({ what: 'nothing is named to compare', expected: 'trials, studies or both' });
      }
      const rows = await readTrials(ctx.store.db, trials, studies, metric);
      return {
        trials: rows.map(({ trial, recipeHash, seed }) => ({ trial, recipeHash, seed })),
        differences: recipeDifferences(rows),
        curves: rows.map(({ trial, points }) => ({ trial, points: [...points] })),
        groups: groupsOf(rows),
      };
    }),

  overlap: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/compare/overlap',
        tags,
        summary: 'How much the masks of tickets agree',
        protect: true,
      },
    })
    .input(overlapSchema)
    .output(overlapOut)
    .query(async ({ ctx, input }) => {
      const levels = [...new Set(input.levels)];
      if (levels.length < 2) {
        throw new InputError({ what: 'one ticket has nothing to agree with', value: levels, expected: 'two or more' });
      }
      const masks = await masksOfLevels(ctx.store.db, ctx.artifacts, levels);
      const pairs = levels.flatMap((a, i) =>
        levels.slice(i + 1).map((b) => ({ a, b, ...overlapOf(masks.get(a)!, masks.get(b)!, `${a} and ${b}`) })),
      );
      return { levels, pairs };
    }),
} satisfies TRPCRouterRecord;

interface TrialRow extends Record<string, unknown> {
  readonly trial: string;
  readonly recipeHash: string;
  readonly seed: number;
  readonly recipe: unknown;
  /** By level. */
  readonly points: Comparison['curves'][number]['points'];
}

/** Trials, and those of studies, in the order of their recipes and seeds. @throws {NotFoundError} */
async function readTrials(
  db: Queryable,
  trials: readonly string[],
  studies: readonly string[],
  metric: string,
): Promise<TrialRow[]> {
  const ids = sql`array(
    select unnest(${list(trials)}::text[])
    union select trial_id from study_trials where study_id = any(${list(studies)}::text[]))`;
  const { rows } = await db.execute<TrialRow>(sql`
    with asked as materialized (select ${ids} as ids), own as (${levelsOfTrials(sql`(select ids from asked)::text[]`)}),
    points as (
      select own.trial, jsonb_agg(jsonb_build_object('level', l.level, 'density', l.density, 'value', l.metrics -> ${metric}::text)
        order by l.level) as points
      from own join levels l on l.no = own.no
      where l.state = 'done' and jsonb_typeof(l.metrics -> ${metric}::text) = 'number' group by own.trial
    )
    select t.id as trial, t.recipe_hash as "recipeHash", t.seed, t.recipe, coalesce(p.points, '[]') as points
    from trials t left join points p on p.trial = t.id
    where t.id = any((select ids from asked)::text[]) order by t.recipe_hash, t.seed`);
  const there = new Set(rows.map(({ trial }) => trial));
  const missing = trials.find((trial) => !there.has(trial));
  if (missing !== undefined) throw new NotFoundError('trial', missing);
  await checkStudies(db, studies);
  return rows;
}

async function checkStudies(db: Queryable, studies: readonly string[]): Promise<void> {
  if (studies.length === 0) return;
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from studies where id = any(${list(studies)}::text[])`,
  );
  const missing = studies.find((study) => !rows.some(({ id }) => id === study));
  if (missing !== undefined) throw new NotFoundError('study', missing);
}

/** Trials that differ in nothing but their seeds, with the spread that this makes at each level. */
function groupsOf(rows: readonly TrialRow[]): Comparison['groups'] {
  const observations = rows.flatMap(({ recipeHash, seed, points }) =>
    points.map(({ level, density, value }) => ({ arm: recipeHash, seed, draw: 0, level, density, metrics: { value } })),
  );
  const aggregates = new Map(aggregate(observations, 'value').map(({ arm, levels }) => [arm, levels]));
  return [...new Set(rows.map(({ recipeHash }) => recipeHash))].map((recipeHash) => ({
    recipeHash,
    trials: rows.filter((row) => row.recipeHash === recipeHash).map(({ trial }) => trial),
    levels: (aggregates.get(recipeHash) ?? []).map(({ level, density, summary, seeds }) => ({
      level,
      density,
      summary: { ...summary, interval: intervalOf(seeds.map(({ value }) => value)) },
    })),
  }));
}

/** One value has no interval. */
function intervalOf(values: readonly number[]): [number, number] | null {
  return values.length > 1 ? [...meanInterval(values, 0.95)] : null;
}
