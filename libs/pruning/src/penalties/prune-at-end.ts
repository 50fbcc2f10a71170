import type { Network, Outcome, Parameters, Sparsifier } from '@tombola/nn';
import type { Scores } from '../criteria/scores';
import { maskParameters } from '../gradual/mask-state';
import { countMasks, denseMasks, toMaskTensors } from '../masks';
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
  const dense = denseMasks(network);
  const { total } = countMasks(dense);
  const outcomeOf = (parameters: Parameters): Outcome => {
    const scores = options.scores(parameters);
    const below = countsBelow(scores, options.threshold);
    const kept = total - Object.values(below).reduce((sum, count) => sum + count, 0);
    const masks = toMaskTensors(
      options.finish === 'rank'
        ? pruneGlobally(dense, scores, removals(options.sparsity, total))
        : pruneLayers(dense, scores, below),
    );
    return {
      parameters: maskParameters(options.inUse(parameters), masks),
      masks,
      metrics: { thresholdSparsity: 1 - kept / total },
    };
  };
  return {
    acts: () => false,
    act: () => ({}),
    measured: ({ state }) => outcomeOf(state.parameters).parameters,
    finish: ({ state }) => outcomeOf(state.parameters),
  };
}

/** How many weights of each layer the threshold prunes. They go by count, as everything does: a score that is no number is refused. */
function countsBelow(scores: Scores, threshold: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(scores).map(([name, values]) => {
      let below = 0;
      for (let i = 0; i < values.length; i++) if (values[i]! <= threshold) below += 1;
      return [name, below];
    }),
  );
}
