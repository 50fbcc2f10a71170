/** A point of the plane. */
export type Point<T = number> = readonly [x: T, y: T];

/** A point of space. */
export type Point3<T = number> = readonly [x: T, y: T, z: T];

/**
 * The numbers that an algorithm computes with: floats, fractions or integers. Sums and products of floats are rounded, but the
 * signs that decide what a hull, an order or a subdivision looks like are exact for the numbers given, whichever they are.
 */
export interface Ring<T> {
  readonly zero: T;
  readonly one: T;
  readonly add: (a: T, b: T) => T;
  readonly subtract: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  readonly negate: (a: T) => T;
  /** -1, 0 or 1. */
  readonly sign: (a: T) => number;
  /** The sign of a - b. */
  readonly compare: (a: T, b: T) => number;
  /** False for NaN and infinities. */
  readonly isFinite: (a: T) => boolean;
  /** The nearest float. */
  readonly toNumber: (a: T) => number;
  /** The sign of a_x b_y - a_y b_x: positive when b is counter-clockwise of a. */
  readonly cross: (a: Point<T>, b: Point<T>) => number;
  /** Positive when the way from a by b to c turns left, 0 when the three are on one line. */
  readonly turn: (a: Point<T>, b: Point<T>, c: Point<T>) => number;
  /** The sign of det(b - a, c - a, d - a): positive when a, b, c are counter-clockwise seen from d. */
  readonly side: (a: Point3<T>, b: Point3<T>, c: Point3<T>, d: Point3<T>) => number;
  /** start, start + steps[0], start + steps[0] + steps[1], ... with as little error as the numbers allow. */
  readonly partialSums: (start: T, steps: readonly T[]) => T[];
}
