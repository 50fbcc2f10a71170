import type { Network, Outcome, Parameters, Sparsifier } from '@tombola/nn';
import type { Scores } from '../criteria/scores';
import { maskParameters } from '../gradual/mask-state';
import { countMasks, denseMasks, toMaskTensors, type Masks } from '../masks';
import { removals } from '../removals';
import { pruneGlobally, pruneLayers } from '../prune';

/** How a network that a penalty has thinned out becomes a sparse one. */
export interface PruneAtEnd {
  readonly finish: 'rank' | 'threshold';
  /** What `rank` ends at, of all prunable weights together. */
  readonly sparsity: number;
  /** How needed each weight is, in the whole network; the lowest go first. */
  readonly scores: (parameters: Parameters) => Scores;
  /** The score up to which the paper prunes. */
  readonly threshold: number;
  /** The network's parameters as it computes with them in use, the rule's own left out. */
  readonly inUse: (parameters: Parameters) => Parameters;
}

/**
 * Leaves training alone and prunes after it: `rank` to exactly the sparsity that was asked for, `threshold` as the paper
 * does, whatever that leaves. Every measurement on the way is of the network that training would end with there and then, so
 * that no number is of a denser one. `thresholdSparsity` is the share that the threshold prunes, of either.
 */
export function pruneAtEnd(network: Network, options: PruneAtEnd): Sparsifier {
  const outcomeOf = (parameters: Parameters): Outcome => {
    const scores = options.scores(parameters);
    const byThreshold = belowThreshold(network, scores, options.threshold);
    const masks = options.finish === 'rank' ? byRank(network, scores, options.sparsity) : byThreshold;
    const floats = toMaskTensors(masks);
    return {
      parameters: maskParameters(options.inUse(parameters), floats),
      masks: floats,
      metrics: { thresholdSparsity: 1 - countMasks(byThreshold).density },
    };
  };
  return {
    acts: () => false,
    act: () => ({}),
    measured: ({ state }) => outcomeOf(state.parameters).parameters,
    finish: ({ state }) => outcomeOf(state.parameters),
  };
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
