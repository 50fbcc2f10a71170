/** Rows are as they were when they were read last. */
export const unchanged = 0;
/** The rows of the listed units have changed, by the listed differences. */
export const few = 1;
/** All rows have changed by multiples of one direction, those of the listed units by the listed differences instead. */
export const along = 2;
/** What has changed is not known. */
export const anything = 3;

/**
 * Affine functions of the slice's coordinates, one a unit: [a, b, c] means a x + b y + c.
 *
 * They say how they differ from the last time, because neighbouring cells differ in the state of one unit: its row changes, and
 * all that a layer makes of it changes by multiples of that difference.
 */
export class Rows {
  /** [units, 3] */
  readonly values: Float64Array;
  change = anything;
  /** How many units are listed. */
  count = 0;
  readonly units: Int32Array;
  /** [listed units, 3] */
  readonly differences: Float64Array;
  readonly direction: [number, number, number] = [0, 0, 0];
  /** The multiples of the direction, one a unit: 0 for those that are listed. They begin at `offset`. */
  amounts: Float64Array;
  offset = 0;

  constructor(readonly length: number) {
    this.values = new Float64Array(3 * length);
    this.units = new Int32Array(length);
    this.differences = new Float64Array(3 * length);
    this.amounts = new Float64Array(length);
  }

  /** Lists a unit that changed. */
  list(unit: number, a: number, b: number, c: number): void {
    const at = 3 * this.count;
    this.units[this.count++] = unit;
    this.differences[at] = a;
    this.differences[at + 1] = b;
    this.differences[at + 2] = c;
  }
}

/** An affine operation between rows that it knows. */
export interface Step {
  /** Brings what it makes up to date with what it reads. */
  update(): void;
}
