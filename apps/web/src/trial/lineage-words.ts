import type { LevelOut } from '@tombola/shared';
import { maskWords } from '../provenance/mask-words';
import { controlOf, methodOf, type GivenRecipe } from '../provenance/recipe-words';

/** The trial and the number in the id of a level. */
export function partsOfLevel(id: string): { readonly trial: string; readonly level: number } {
  const at = id.lastIndexOf('-l');
  return { trial: id.slice(0, at), level: Number(id.slice(at + 2)) };
}

/**
 * The level that the mask comes from, seen from the page of a trial; of a training in another order the one that it repeats, which
 * has the same mask.
 */
export function parentWords(parent: string, trial: string, recipe: GivenRecipe): string {
  const { trial: owner, level } = partsOfLevel(parent);
  const words = owner === trial || level === 0 ? `level ${level}` : `level ${level} of ${owner}`;
  return repeats(recipe) ? `repeats ${words}` : words;
}

/** Whether the parents of a trial's levels are the trainings that it repeats; the weights of other parents decided a mask. */
export const repeats = (recipe: GivenRecipe): boolean => controlOf(recipe) === 'reorder';

/** Where the mask of a level comes from that no other level decides. */
export function originWords({ level, density }: Pick<LevelOut, 'level' | 'density'>, recipe: GivenRecipe): string {
  if (level > 0) return maskWords(recipe);
  return density === null || density === 1 ? 'dense' : methodOf(recipe).name;
}
