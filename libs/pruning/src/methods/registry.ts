import type { MethodName } from '@tombola/shared';
import { acDc } from './ac-dc';
import { classBlind } from './class-blind';
import { classDistribution } from './class-distribution';
import { classUniform } from './class-uniform';
import { dense } from './dense';
import { dsr } from './dsr';
import { earlyBird } from './early-bird';
import { edgePopup } from './edge-popup';
import { force } from './force';
import { gmp } from './gmp';
import { grasp } from './grasp';
import { heuristicSupermask } from './heuristic-supermask';
import { imp } from './imp';
import { l0 } from './l0';
import { l1Filters } from './l1-filters';
import { learnedSupermask } from './learned-supermask';
import { magnitudeAtInit } from './magnitude-at-init';
import type { LevelContext, LevelPlan, Method } from './method';
import { nM } from './n-m';
import { pathKMeans } from './path-k-means';
import { prospr } from './prospr';
import { randomPruning } from './random';
import { randomGradual } from './random-gradual';
import { regression } from './regression';
import { rigl } from './rigl';
import { set } from './set';
import { slimming } from './slimming';
import { smallDense } from './small-dense';
import { snfs } from './snfs';
import { snip } from './snip';
import { softFilterPruning } from './soft-filter-pruning';
import { sparseStructureSelection } from './sparse-structure-selection';
import { staticTraining } from './static';
import { str } from './str';
import { synflow } from './synflow';
import { thinet } from './thinet';
import { topKast } from './top-kast';
import { transfer } from './transfer';
import { tropical } from './tropical';
import { variationalDropout } from './variational-dropout';
import { zonotopeKMeans } from './zonotope-k-means';

const methods: { readonly [N in MethodName]: Method<N> } = {
  'ac-dc': acDc,
  'class-blind': classBlind,
  'class-distribution': classDistribution,
  'class-uniform': classUniform,
  dense,
  dsr,
  'early-bird': earlyBird,
  'edge-popup': edgePopup,
  force,
  gmp,
  grasp,
  'heuristic-supermask': heuristicSupermask,
  imp,
  l0,
  'l1-filters': l1Filters,
  'n-m': nM,
  'magnitude-at-init': magnitudeAtInit,
  'path-k-means': pathKMeans,
  prospr,
  random: randomPruning,
  'random-gradual': randomGradual,
  regression,
  rigl,
  set,
  slimming,
  'small-dense': smallDense,
  snfs,
  snip,
  'soft-filter-pruning': softFilterPruning,
  'sparse-structure-selection': sparseStructureSelection,
  static: staticTraining,
  str,
  synflow,
  thinet,
  'top-kast': topKast,
  transfer,
  tropical,
  'variational-dropout': variationalDropout,
  'learned-supermask': learnedSupermask,
  'zonotope-k-means': zonotopeKMeans,
};

/** What a level of a recipe trains, by the recipe's method. @throws {InputError} when the method cannot do it. */
export async function planLevel<N extends MethodName>(context: LevelContext<N>): Promise<LevelPlan> {
  const method: Method<N> = methods[context.method.name];
  return method.plan(context);
}
