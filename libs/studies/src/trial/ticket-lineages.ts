import type { ImpMethod } from '@tombola/pruning';
import { omit, readRecipe, type OptionsOf, type Recipe } from '@tombola/shared';
import type { Ancestor, Lineage } from './lineage';

const upTo = (last: number, first: number) => Array.from({ length: last + 1 - first }, (_, i) => first + i);

export const ticketLineages: {
  readonly [N in 'imp' | 'heuristic-supermask' | 'transfer']: Lineage<N>;
} = {
  imp: {
    levels: ({ levels }) => upTo(levels, 0),
    ancestor: prunedOf,
  },
  'heuristic-supermask': {
    levels: ({ method }) => upTo(method.levels, 0),
    ancestor: ({ method }, level, recipe) => {
      const found = once(recipe, () => readRecipe({ ...omit(recipe, 'control'), method }));
      const ancestor = prunedOf(method, level, found);
      return { recipe: found, ...ancestor };
    },
  },
  transfer: {
    levels: ({ source, levels }) => levels ?? upTo(source.method.levels, 1),
    ancestor: ({ source }, level, recipe) => ({ recipe: once(recipe, () => sourceRecipe(source, recipe)), level }),
  },
};

/** The level whose trained weights decide the masks of a level of iterative magnitude pruning. */
function prunedOf(method: ImpMethod, level: number, recipe: Recipe): Ancestor {
  if (method.mode === 'one-shot') return { level: 0 };
  if (method.strategy === 1) return { level: level - 1 };
  return { level: level - 1, recipe: once(recipe, () => readRecipe({ ...recipe, method: trainingOn(method) })) };
}

/** Strategy 2 between its rounds: survivors keep their weights, and the schedule is replayed. */
function trainingOn(method: ImpMethod): ImpMethod {
  return { ...method, strategy: 1, restart: { name: 'learning-rate', step: 0 } };
}

/** The task that tickets come from, as a recipe of its own. */
function sourceRecipe(source: OptionsOf<'transfer'>['source'], recipe: Recipe): Recipe {
  return readRecipe({ ...omit(recipe, 'control'), ...source });
}

const made = new WeakMap<Recipe, Recipe>();

/** One value for what is made of a recipe: its hash is computed once. */
function once(recipe: Recipe, make: () => Recipe): Recipe {
  if (!made.has(recipe)) made.set(recipe, make());
  return made.get(recipe)!;
}
