import { prunableOf, type NetworkStructure, type Parameters } from '@tombola/nn';
import type { Scores } from '../criteria/scores';
import { countMask, denseMasks } from '../masks';
import { pruneLayers } from '../prune';
import { removals } from '../removals';
import type { LevelContext, LevelPlan } from './method';
import { tunedLevel } from './tuned';

/** The baselines of tropical pruning. */
export type ClassPruning = 'class-blind' | 'class-uniform' | 'class-distribution';

/** The weights of the layers that a baseline prunes. */
export function classLayers(network: NetworkStructure, layers: 'all' | 'dense'): string[] {
  const pruned = network.layers.filter(({ kind }) => layers === 'all' || kind === 'dense');
  const names = new Set(pruned.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  return prunableOf(network).flatMap(({ name }) => (names.has(name) ? [name] : []));
}

/**
 * A level that prunes the trained dense network once: of each layer the share of weights that score lowest, exactly.
 *
 * @param score scores of the weights of the named layers
 */
export function classLevel(
  context: Pick<LevelContext<ClassPruning>, 'method' | 'recipe' | 'network' | 'level' | 'before'>,
  score: (state: Parameters, names: readonly string[]) => Scores,
): LevelPlan {
  const { method, network, level, before } = context;
  const names = classLayers(network, method.layers);
  const masks = denseMasks(network);
  const sparsity = method.sparsities[level - 1]!;
  const counts = names.map((name) => [name, removals(sparsity, countMask(masks[name]!).total)] as const);
  return tunedLevel(context, pruneLayers(masks, score(before!.trained, names), Object.fromEntries(counts)), method);
}
