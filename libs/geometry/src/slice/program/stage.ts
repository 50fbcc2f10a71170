import type { Rows, Step } from '../steps/rows';

/** The states of units; 32 bits each where a window has more places than a byte tells apart. */
export type States = Uint8Array | Uint32Array;

interface Bends {
  /** Its place among the nodes of the network. */
  readonly node: number;
  /** Evaluated in order, they make `input` of what the stage before made. */
  readonly steps: readonly Step[];
  readonly input: Rows;
  /** Whether the steps make the input, so that it is told of every change. */
  readonly told: boolean;
  readonly output: Rows;
  readonly units: number;
  /** How each unit behaves where the slice is now: on or off, or which place of its window wins. [units] */
  readonly states: States;
  /** The states that the output was made with. [units] */
  readonly applied: States;
  /** `order[i]` is the place in the network of unit i here. */
  readonly order: Int32Array;
}

/** Units that pass what is above 0 and `slope` times what is below. */
export interface ThresholdStage extends Bends {
  readonly kind: 'threshold';
  readonly slope: number;
  /** Room for the amounts of its output's directions, made when it is used. */
  readonly amounts: Float64Array[];
}

/** Units that pass the greatest of a window. */
export interface WinnerStage extends Bends {
  readonly kind: 'winner';
  readonly size: number;
  /** The inputs in every window, -1 for none. [units, size] */
  readonly windows: Int32Array;
}

/** Where a network bends: everything between two stages is affine. */
export type Stage = ThresholdStage | WinnerStage;
