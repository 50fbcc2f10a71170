import { cubic } from '../schedules/cubic';

/** When gradual magnitude pruning prunes. */
export interface PruningTimes {
  readonly begin: number;
  readonly end: number;
  /** Of the whole training. */
  readonly steps: number;
  /** Steps between two points of the mean, and between updates of the mask. */
  readonly every: number;
  /** Sparsity that it starts with; 0 when left out. */
  readonly initial?: number;
  /** Of the schedule; 3 when left out. */
  readonly exponent?: number;
}

/** Gale et al. (2019) as Evci et al. (2020) count it: steps 10,000 to 25,000 of 32,000, in thousands. */
export const galePruning: PruningTimes = { begin: 10_000, end: 25_000, steps: 32_000, every: 1000 };

export interface TrainingOptions {
  /** Steps from one update of the mask to the next (dT); RigL's 100 when left out. */
  readonly updateEvery?: number;
  /** Of gradual pruning; {@link galePruning} when left out. */
  readonly pruning?: PruningTimes;
  /** Inference multiplier at the density of Top-KAST's backward pass, D + M; without it there is no figure for Top-KAST. */
  readonly backward?: number;
  /** How many times as long sparse networks train as the dense one (the paper's M, "RigL 5x"); 1 when left out. */
  readonly length?: number;
}

/** Methods whose training cost follows from the inference multiplier alone. */
export type CountedMethod = 'dense' | 'static' | 'snip' | 'set' | 'dsr' | 'snfs' | 'rigl' | 'pruning';

/** Training cost by method, relative to the dense training of the same network. */
export type TrainingMultipliers = Readonly<Record<CountedMethod, number>> & { readonly 'top-kast'?: number };

/**
 * What training costs by method, relative to dense training (Evci et al., ICML 2020, appendix H). A step is a forward pass and a
 * backward pass that costs two. What falls only once is ignored (SNIP's scores), and so are the sorting of scores, batch norm
 * and the loss. DSR is counted as SET: its updates are cheap, however it moves weights between layers.
 *
 * @param inference the inference multiplier f at the final density, 0 to 1
 */
export function trainingMultipliers(
  inference: number,
  { updateEvery = 100, pruning = galePruning, backward, length = 1 }: TrainingOptions = {},
): TrainingMultipliers {
  const sparse = length * inference;
  return {
    dense: 1,
    static: sparse,
    snip: sparse,
    set: sparse,
    dsr: sparse,
    snfs: length * momentumGrowth(inference),
    rigl: length * rigL(inference, updateEvery),
    pruning: length * gradualPruning(inference, pruning),
    ...(backward === undefined ? {} : { 'top-kast': length * topKast(inference, backward) }),
  };
}

/** SNFS: sparse forward and error, and the dense gradient of the weights in every step. */
function momentumGrowth(inference: number): number {
  return (2 * inference + 1) / 3;
}

/** RigL: dT sparse steps to one that takes the dense gradient. */
function rigL(inference: number, updateEvery: number): number {
  return (3 * inference * updateEvery + 2 * inference + 1) / (3 * (updateEvery + 1));
}

/**
 * Gradual magnitude pruning: the mean over the training of what is left. Every layer follows the cubic from the initial to its
 * own final sparsity, so that the cost falls to f as the cubic rises.
 */
function gradualPruning(inference: number, { steps, every, ...schedule }: PruningTimes): number {
  const points = Array.from({ length: Math.floor(steps / every) + 1 }, (_, i) => i * every);
  const left = points.map((step) => 1 - cubic(step, { ...schedule, final: 1 - inference }));
  return left.reduce((sum, value) => sum + value, 0) / points.length;
}

/** Top-KAST (Jayakumar et al., NeurIPS 2020): forward with density D, backward with D + M. */
function topKast(forward: number, backward: number): number {
  return (forward + 2 * backward) / 3;
}
