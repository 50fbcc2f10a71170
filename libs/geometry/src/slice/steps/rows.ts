/** Rows are as they were when they were read last. */
export const unchanged = 0;
/** The rows of the listed units have changed, by the listed differences. */
export const few = 1;
/** All rows have changed along some directions, those of the listed units by the listed differences instead. */
export const along = 2;
/** What has changed is not known. */
export const anything = 3;

/** More directions are not told apart: then anything has changed. */
export const mostDirections = 4;

/** A change of all rows by multiples of one row. */
export interface Direction {
  /** [a, b, c] */
  readonly by: Float64Array;
  /** The multiples, one a unit from `offset` on. */
  amounts: Float64Array;
  offset: number;
  /**
   * The input of the dense layer before whose row changed so: then the amounts are its weights, or 0 where a unit is off. -1 when
   * they are something else.
   */
  source: number;
}

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
  /** How many directions there are. Their amounts are 0 for units that are listed. */
  directionCount = 0;
  readonly directions: readonly Direction[];

  constructor(readonly length: number) {
    this.values = new Float64Array(3 * length);
    this.units = new Int32Array(length);
    this.differences = new Float64Array(3 * length);
    this.directions = Array.from({ length: mostDirections }, () => {
      return { by: new Float64Array(3), amounts: this.values, offset: 0, source: -1 };
    });
  }

  /** Says that nothing is listed and that there are no directions. */
  clear(change: number): void {
    this.change = change;
    this.count = 0;
    this.directionCount = 0;
  }

  /** Lists a unit that changed. */
  list(unit: number, a: number, b: number, c: number): void {
    const at = 3 * this.count;
    this.units[this.count++] = unit;
    this.differences[at] = a;
    this.differences[at + 1] = b;
    this.differences[at + 2] = c;
  }

  /** Adds a direction: three numbers from `at` on. */
  addDirection(by: Float64Array, at: number, amounts: Float64Array, offset: number, source: number): void {
    const direction = this.directions[this.directionCount++]!;
    direction.by[0] = by[at]!;
    direction.by[1] = by[at + 1]!;
    direction.by[2] = by[at + 2]!;
    direction.amounts = amounts;
    direction.offset = offset;
    direction.source = source;
  }
}

/** An affine operation between rows that it knows. */
export interface Step {
  /** Brings what it makes up to date with what it reads. */
  update(): void;
}
