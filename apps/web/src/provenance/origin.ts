import { maskWords } from './mask-words';
import { startOf } from './start';
import type { GivenRecipe } from './recipe-words';

/** Where the weights that a ticket starts from, and its mask, come from, in words. */
export interface Origin {
  readonly weights: string;
  readonly mask: string;
}

/** @param density of the ticket, in [0, 1] */
export function originOf(recipe: GivenRecipe, level: number, density: number): Origin {
  const weights = startOf(recipe, level).words;
  if (level === 0) return { weights, mask: density === 1 ? 'keeps every weight' : 'of level 0' };
  return { weights, mask: maskWords(recipe) };
}
