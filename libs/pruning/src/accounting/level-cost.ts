import type { MethodOptions } from '@tombola/shared';
import type { PrunableLayer } from '../distributions/prunable-layer';
import { inferenceFlops } from './flops';
import { trainingMultipliers, type TrainingMultipliers } from './training-flops';

/** A finished training, as its costs follow from it. */
export interface TrainedLevel {
  readonly method: MethodOptions;
  /** The layers of the recipe's whole network. */
  readonly layers: readonly PrunableLayer[];
  /** Share of the weights that each layer keeps, by the name of its weights; of channels that are gone nothing is kept. */
  readonly densities: Readonly<Record<string, number>>;
  /** Steps that were trained. */
  readonly steps: number;
  /** Steps of the recipe, which the dense training takes. */
  readonly recipeSteps: number;
  /** Whether pruned weights keep values that are computed with, as frozen ones do: nothing is saved then. */
  readonly frozen?: boolean;
}

/** What a level costs beside the dense network and its training. */
export interface LevelCost {
  /** Multiply-accumulates of an example, over those of the dense network. */
  readonly macsShare: number;
  /** FLOPs of this level's own training over those of the dense training; absent where nobody has said how to count them. */
  readonly trainingFlopsShare?: number;
}

/**
 * What a level costs, as Evci et al. (ICML 2020, appendix H) count it. It is the level's own training: what levels before it cost,
 * and scores before the first step, are not in it.
 */
export function levelCost({ method, layers, densities, steps, recipeSteps, frozen = false }: TrainedLevel): LevelCost {
  const sparse = layers.map((layer) => ({ ...layer, density: frozen ? 1 : (densities[layer.weights] ?? 0) }));
  const macsShare = inferenceFlops(sparse).multiplier;
  const multiplier = multiplierOf(method, macsShare, steps);
  if (multiplier === undefined) return { macsShare };
  return { macsShare, trainingFlopsShare: (multiplier * steps) / recipeSteps };
}

/** Cost of a step on average, over that of a dense one. */
function multiplierOf(method: MethodOptions, macsShare: number, steps: number): number | undefined {
  const of = (name: keyof TrainingMultipliers, options = {}) => trainingMultipliers(macsShare, options)[name];
  switch (method.name) {
    case 'rigl':
      return of('rigl', { updateEvery: method.updateEvery });
    case 'snfs':
      return of('snfs');
    case 'gmp':
    case 'random-gradual': {
      const [begin, end] = [Math.round(method.begin * steps), Math.round(method.end * steps)];
      const { initial, exponent } = method;
      return of('pruning', { pruning: { begin, end, steps, every: Math.min(method.every, steps), initial, exponent } });
    }
    // Their steps compute with other weights than the level ends with.
    case 'ac-dc':
    case 'early-bird':
    case 'edge-popup':
    case 'l0':
    case 'learned-supermask':
    case 'n-m':
    case 'soft-filter-pruning':
    case 'sparse-structure-selection':
    case 'str':
    case 'top-kast':
    case 'variational-dropout':
      return undefined;
    default:
      return macsShare;
  }
}
