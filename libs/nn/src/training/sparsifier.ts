import type { Json, LevelResult } from '@tombola/shared';
import type { Parameters } from '../initialise';
import type { Measurement } from './history';
import type { MaskTensors } from './masks';
import type { TrainingState } from './trainer';

/** A training between two steps. */
export interface Moment {
  /** Steps done. */
  readonly step: number;
  readonly state: TrainingState;
  readonly masks: MaskTensors;
  /** What the sparsifier wrote down when it last acted. */
  readonly notes: Json;
  /** What was measured so far, by ascending step. */
  readonly history: readonly Measurement[];
  /**
   * Gradients of the mean loss with respect to all prunable weights, pruned ones included, on the next batch, which it
   * takes from the training's own.
   *
   * @param at the parameters and statistics to take them at; the training's when left out
   */
  readonly gradients: (at?: Parameters) => Promise<Parameters>;
}

/** What a sparsifier makes of a moment; what it leaves out stays as it is. */
export interface Change {
  readonly state?: TrainingState;
  readonly masks?: MaskTensors;
  readonly notes?: Json;
  /** Whether the moment takes the place of an optimizer step, as with RigL: the count of steps goes on by one. */
  readonly tookStep?: boolean;
  /** Whether the training ends here, before its last step: an Early-Bird ticket is drawn. */
  readonly ends?: boolean;
}

/** What a training ends with. */
export interface Outcome {
  readonly parameters: Parameters;
  readonly masks: MaskTensors;
  /** Numbers of the method for the level's result: a drawn step, a threshold. */
  readonly metrics?: Readonly<Record<string, number>>;
  /** What it measured of every pair of places, such as steps. */
  readonly matrices?: Matrices;
}

/** Square tables of numbers by name, as they stand in the level's result. */
export type Matrices = NonNullable<LevelResult['matrices']>;

/**
 * A method that changes masks or weights between steps. Everything it knows is in the moment it is given (state, masks,
 * notes) and in seeds: all of it goes into checkpoints, so that a resumed training ends with the same bits.
 */
export interface Sparsifier {
  /** Whether it acts when so many steps are done, before the next one. After the last step `finish` has its turn. */
  acts(step: number): boolean;
  act(moment: Moment): Change | Promise<Change>;
  /** Whether it is also measured after so many steps, beside every `evaluateEvery`. Only where it acts too. */
  measures?(step: number): boolean;
  /**
   * The step at which it acts for the last time, where the network is denser before: what is measured up to then is no
   * measurement of what the training ends with, and early stopping does not look at it.
   */
  readonly settledAt?: number;
  /** What the network computes with when it is measured; the parameters themselves when left out. */
  measured?(moment: Omit<Moment, 'gradients'>): Parameters;
  /** Makes of the state after the last step what is measured then and stored. */
  finish?(moment: Omit<Moment, 'gradients'>): Outcome;
}

/** The next count of steps after `step`, up to `last`, at which it acts; `last` when there is none. */
export function nextAct(sparsifier: Sparsifier | undefined, step: number, last: number): number {
  if (sparsifier === undefined) return last;
  for (let next = step + 1; next < last; next++) if (sparsifier.acts(next)) return next;
  return last;
}
