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
import { readComparedTrials, type ComparedTrial } from './compared-trials';
import { macsOf } from './inference-cost';
import { overlapOf } from './mask-overlap';
import { onceARecipe } from './once-a-recipe';
import { recipeDifferences } from './recipe-differences';
import { networkOfRecipe } from './recipe-network';
import { masksOfLevels } from './ticket-masks';
import { reading } from './trpc';
import { trusted } from './trusted';

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
    .output(trusted(compareOut))
    .query(async ({ ctx, input: { trials = [], studies = [], metric } }) => {
      if (trials.length + studies.length === 0) {
        throw new InputError({ what: 'nothing is named to compare', expected: 'trials, studies or both' });
      }
      const { rows, metrics } = await readComparedTrials(ctx.store, { trials, studies, metric });
      return {
        trials: rows.map(({ trial, recipeHash, seed, studies: names }) => ({
          trial,
          recipeHash,
          seed,
          studies: names,
        })),
        metrics,
        differences: recipeDifferences(rows),
        curves: curvesOf(rows),
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

/** Of a network, its layers alone: its nodes are several times as much to keep. */
const networkOf = onceARecipe((recipe) => {
  const network = networkOfRecipe(recipe);
  return network === undefined ? undefined : { layers: network.layers };
});

function curvesOf(rows: readonly ComparedTrial[]): Comparison['curves'] {
  return rows.map(({ trial, recipeHash, recipe, points }) => ({
    trial,
    points: points.map(({ level, density, value, layers }) => ({
      level,
      density,
      value,
      macs: macsOf(networkOf(recipeHash, recipe), layers),
    })),
  }));
}

/** Trials that differ in nothing but their seeds, with the spread that this makes at each level. */
function groupsOf(rows: readonly ComparedTrial[]): Comparison['groups'] {
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
