import type { LevelOut } from '@tombola/shared';
import { maskWords } from '../provenance/mask-words';
import { methodOf, type GivenRecipe } from '../provenance/recipe-words';

/** The trial and the number in the id of a level. */
export function partsOfLevel(id: string): { readonly trial: string; readonly level: number } {
  const at = id.lastIndexOf('-l');
  return { trial: id.slice(0, at), level: Number(id.slice(at + 2)) };
}

/** The level that the mask comes from, seen from the page of a trial. */
export function parentWords(parent: string, trial: string): string {
  const { trial: owner, level } = partsOfLevel(parent);
  return owner === trial || level === 0 ? `level ${level}` : `level ${level} of ${owner}`;
}

/** Where the mask of a level comes from that no other level decides. */
export function originWords({ level, density }: Pick<LevelOut, 'level' | 'density'>, recipe: GivenRecipe): string {
  if (level > 0) return maskWords(recipe);
  return density === null || density === 1 ? 'dense' : methodOf(recipe).name;
}
