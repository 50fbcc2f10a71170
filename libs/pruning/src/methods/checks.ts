import type { NetworkStructure } from '@tombola/nn';
import type { MethodName, Recipe } from '@tombola/shared';
import type { MethodCheck } from './method';
import {
  checkEarlyBird,
  checkL1Filters,
  checkRegression,
  checkSlimming,
  checkSoftFilters,
  checkStructures,
  checkThinet,
} from './structured-checks';

/** Methods that cannot prune every network, and why; nothing here may load what could train. */
const checks: { readonly [N in MethodName]?: MethodCheck<N> } = {
  'early-bird': checkEarlyBird,
  'l1-filters': checkL1Filters,
  regression: checkRegression,
  slimming: checkSlimming,
  'soft-filter-pruning': checkSoftFilters,
  'sparse-structure-selection': checkStructures,
  thinet: checkThinet,
};

/**
 * Checks that a recipe's method can prune its network: what cannot is refused before training, with the reason.
 *
 * @throws {InputError}
 */
export function checkMethod(recipe: Recipe, network: NetworkStructure): void {
  const check = checks[recipe.method.name] as MethodCheck<MethodName> | undefined;
  check?.(recipe.method, network, recipe);
}
