import type { Recipe } from '@tombola/shared';
import { adam } from './adam';
import type { Optimizer } from './optimizer';
import { sgd } from './sgd';

/** The optimizer that a recipe names. */
export function buildOptimizer(recipe: Recipe['optimizer']): Optimizer {
  return recipe.name === 'adam' ? adam(recipe) : sgd(recipe);
}
