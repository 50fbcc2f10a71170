import type { NetworkStructure } from '@tombola/nn';
import type { MethodName, Recipe } from '@tombola/shared';
import { checkSmallDense, checkSparseStart } from './dynamic-checks';
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
  dsr: checkSparseStart,
  'early-bird': checkEarlyBird,
  'l1-filters': checkL1Filters,
  regression: checkRegression,
  rigl: checkSparseStart,
  set: checkSparseStart,
  slimming: checkSlimming,
  'small-dense': checkSmallDense,
  snfs: checkSparseStart,
  'soft-filter-pruning': checkSoftFilters,
  'sparse-structure-selection': checkStructures,
  static: checkSparseStart,
  thinet: checkThinet,
  'top-kast': checkSparseStart,
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
