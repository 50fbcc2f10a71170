import type { ComparedTrial } from '../compared';
import { groupsOf, type Group } from '../groups';

/** Density of a level of made-up trials. */
export const densityOf = (level: number): number => 0.5 ** level;

/** A trial with these values at levels from `first` on. */
export function trialOf(recipeHash: string, seed: number, values: readonly number[], first = 0): ComparedTrial {
  return {
    trial: `${recipeHash}-s${seed}`,
    recipeHash,
    seed,
    studies: [],
    points: values.map((value, i) => ({
      level: first + i,
      density: densityOf(first + i),
      value,
      macs: 1000 * densityOf(first + i),
    })),
  };
}

/** Groups of recipes, named by their hashes. */
export const byRecipe = (trials: readonly ComparedTrial[]): Group[] =>
  groupsOf(
    trials,
    ({ recipeHash }) => recipeHash,
    (key) => key,
  );
