import type { NetworkStructure } from '@tombola/nn';
import type { MethodName, Recipe } from '@tombola/shared';
import { checkAtInit, checkGrasp } from './at-init-checks';
import { checkControl } from './controls-checks';
import { checkSmallDense, checkSparseStart } from './dynamic-checks';
import { checkAcDc, checkGmp, checkGradual, checkNM, checkPenalty } from './gradual-checks';
import { checkHeuristicSupermask, checkImp } from './imp-checks';
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
import { checkTransfer } from './transferable';
import { checkClassPruning, checkPathKMeans, checkTropical, checkZonotopeKMeans } from './tropical-checks';

/** Methods that cannot prune every network, and why; nothing here may load what could train. */
const checks: { readonly [N in MethodName]?: MethodCheck<N> } = {
  'ac-dc': checkAcDc,
  'class-blind': checkClassPruning,
  'class-distribution': checkClassPruning,
  'class-uniform': checkClassPruning,
  dsr: checkSparseStart,
  'early-bird': checkEarlyBird,
  force: checkAtInit,
  gmp: checkGmp,
  grasp: checkGrasp,
  'heuristic-supermask': checkHeuristicSupermask,
  imp: checkImp,
  l0: checkPenalty,
  'l1-filters': checkL1Filters,
  'magnitude-at-init': checkAtInit,
  'n-m': checkNM,
  'path-k-means': checkPathKMeans,
  prospr: checkAtInit,
  random: checkAtInit,
  'random-gradual': checkGradual,
  regression: checkRegression,
  rigl: checkSparseStart,
  set: checkSparseStart,
  slimming: checkSlimming,
  'small-dense': checkSmallDense,
  snfs: checkSparseStart,
  snip: checkAtInit,
  'soft-filter-pruning': checkSoftFilters,
  'sparse-structure-selection': checkStructures,
  static: checkSparseStart,
  synflow: checkAtInit,
  thinet: checkThinet,
  'top-kast': checkSparseStart,
  transfer: checkTransfer,
  tropical: checkTropical,
  'variational-dropout': checkPenalty,
  'zonotope-k-means': checkZonotopeKMeans,
};

/**
 * Checks that a recipe's method can prune its network, and that its control makes sense: what cannot be is refused before
 * training, with the reason.
 *
 * @param source the network of the recipe that its levels start from, where there is one
 * @throws {InputError}
 */
export function checkMethod(recipe: Recipe, network: NetworkStructure, source?: NetworkStructure): void {
  checkControl(recipe);
  const check = checks[recipe.method.name] as MethodCheck<MethodName> | undefined;
  check?.(recipe.method, network, recipe, source);
}
