import type { MaskTensors, Network, Outcome, Parameters, Sparsifier } from '@tombola/nn';
import { isRecord, type Json } from '@tombola/shared';
import type { Scores } from '../criteria/scores';
import { maskParameters, maskState } from '../gradual/mask-state';
import { countMasks, denseMasks, toMaskTensors, type Masks } from '../masks';
import { removals } from '../removals';
import { pruneGlobally, pruneLayers } from '../prune';

/** How a network that a penalty has thinned out becomes a sparse one. */
export interface PruneByNeed {
  readonly finish: 'rank' | 'threshold';
  /** What `rank` ends at, of all prunable weights together. */
  readonly sparsity: number;
  /** Steps after which `rank` prunes; after the last one where there are not so many. `threshold` always does then. */
  readonly settleFrom: number;
  /** How needed each weight is, in the whole network; the lowest go first. */
  readonly scores: (parameters: Parameters) => Scores;
  /** The score up to which the paper prunes. */
  readonly threshold: number;
  /** The network's parameters as it computes with them in use, the rule's own left out. */
  readonly inUse: (parameters: Parameters) => Parameters;
  /** The rule's own parameters where a weight is gone for good; they stay when left out. */
  readonly gone?: (parameters: Parameters, masks: MaskTensors) => Parameters;
}

/**
 * Leaves training to the penalty, and prunes late: `rank` to exactly the sparsity that was asked for, and what is left is
 * trained on under its mask to the end; `threshold` after the last step as the papers do, whatever that leaves.
 *
 * Every measurement before is of the network pruned there and then, so that no number is of a denser one.
 * `thresholdSparsity` is the share that the paper's threshold prunes, of either, at the time of pruning.
 */
export function pruneByNeed(network: Network, options: PruneByNeed): Sparsifier {
  const { finish, sparsity, settleFrom, scores, threshold, inUse, gone } = options;
  const pruned = (parameters: Parameters) => {
    const needs = scores(parameters);
    const byThreshold = belowThreshold(network, needs, threshold);
    const masks = toMaskTensors(finish === 'rank' ? byRank(network, needs, sparsity) : byThreshold);
    return { masks, thresholdSparsity: 1 - countMasks(byThreshold).density };
  };
  const outcomeOf = (parameters: Parameters, masks: MaskTensors, notes: Json): Outcome => {
    if (isSettled(notes)) return { parameters: maskParameters(inUse(parameters), masks), masks, metrics: notes };
    const { masks: now, ...metrics } = pruned(parameters);
    return { parameters: maskParameters(inUse(parameters), now), masks: now, metrics };
  };
  return {
    acts: (step) => finish === 'rank' && step === settleFrom,
    act: ({ state }) => {
      const { masks, ...notes } = pruned(state.parameters);
      const parameters = gone?.(state.parameters, masks) ?? state.parameters;
      return { masks, notes, state: maskState({ ...state, parameters }, masks) };
    },
    measured: ({ state, masks, notes }) => outcomeOf(state.parameters, masks, notes).parameters,
    finish: ({ state, masks, notes }) => outcomeOf(state.parameters, masks, notes),
  };
}

/** What is noted once weights are pruned. */
interface Settled extends Record<string, number> {
  readonly thresholdSparsity: number;
}

function isSettled(notes: Json): notes is Settled & Json {
  return isRecord(notes) && 'thresholdSparsity' in notes;
}

function byRank(network: Network, scores: Scores, sparsity: number): Masks {
  const dense = denseMasks(network);
  return pruneGlobally(dense, scores, removals(sparsity, countMasks(dense).total));
}

/** By a count in each layer, as everything that prunes: a score that is no number is refused. */
function belowThreshold(network: Network, scores: Scores, threshold: number): Masks {
  const counts = Object.entries(scores).map(([name, values]) => {
    const below = values.reduce((count, score) => count + Number(score <= threshold), 0);
    return [name, below] as const;
  });
  return pruneLayers(denseMasks(network), scores, Object.fromEntries(counts));
}
