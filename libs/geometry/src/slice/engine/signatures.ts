import { randomStream } from '@tombola/shared';
import { grownFloats } from '../mesh/grown';
import type { HalfBox } from '../program/tolerances';
import type { Rows } from '../steps/rows';

const width = 6;

/**
 * Two sums of a cell's outputs with fixed random weights, as rows [a, b, c]: cells with different affine maps have different ones, but
 * for a chance of nothing. With one or two outputs they are the outputs themselves.
 */
export class Signatures {
  count = 0;
  private values = new Float64Array(64 * width);
  /** [2, outputs] */
  private readonly weights: Float64Array;
  /** What counts as 0 of each number. */
  private readonly tolerances: readonly [number, number];

  /** @param tolerances of the outputs */
  constructor(
    private readonly outputs: Rows,
    tolerances: Float64Array,
    private readonly half: HalfBox,
  ) {
    const { length } = outputs;
    const stream = randomStream(0, 'signatures', length);
    this.weights = Float64Array.from({ length: 2 * length }, (_, i) =>
      length > 2 ? 2 * stream.uniform() - 1 : i % length === Math.floor(i / length) ? 1 : 0,
    );
    const toleranceOf = (first: number) =>
      tolerances.reduce((sum, tolerance, i) => sum + 16 * tolerance * Math.abs(this.weights[first + i]!), 0);
    this.tolerances = [toleranceOf(0), toleranceOf(length)];
  }

  /** Bytes of its arrays. */
  get bytes(): number {
    return 8 * this.values.length;
  }

  /** Takes down the present outputs, for the next cell. */
  record(): void {
    const at = width * this.count++;
    if (at === this.values.length) this.values = grownFloats(this.values);
    const { weights, half } = this;
    const { values: rows, length } = this.outputs;
    for (let k = 0; k < 2; k++) {
      let a = 0;
      let b = 0;
      let c = 0;
      for (let i = 0; i < length; i++) {
        const weight = weights[k * length + i]!;
        a += weight * rows[3 * i]!;
        b += weight * rows[3 * i + 1]!;
        c += weight * rows[3 * i + 2]!;
      }
      // In units of the outputs: what the slopes make of half the box.
      this.values[at + 3 * k] = a * half[0];
      this.values[at + 3 * k + 1] = b * half[1];
      this.values[at + 3 * k + 2] = c;
    }
  }

  /** Whether two cells have the same affine map. */
  equal(one: number, other: number): boolean {
    const { values, tolerances } = this;
    const p = width * one;
    const q = width * other;
    for (let i = 0; i < width; i++) {
      if (Math.abs(values[p + i]! - values[q + i]!) > tolerances[i < 3 ? 0 : 1]) return false;
    }
    return true;
  }

  /** How many different affine maps the cells have. */
  distinct(): number {
    const { count, values, tolerances } = this;
    // Equal maps have sums in the same bucket or in neighbouring ones.
    const size = 16 * width * Math.max(tolerances[0], tolerances[1], Number.MIN_VALUE);
    const heads = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2))).fill(-1);
    const next = new Int32Array(count);
    const slot = (bucket: number) => (Math.imul(bucket % 4294967291, 0x9e3779b1) >>> 8) & (heads.length - 1);
    const sumOf = (cell: number) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += values[width * cell + i]! * (1 + i / 7);
      return sum;
    };
    const isKnown = (cell: number, bucket: number) => {
      for (let other = heads[slot(bucket)]!; other >= 0; other = next[other]!) {
        if (this.equal(cell, other)) return true;
      }
      return false;
    };
    let maps = 0;
    for (let cell = 0; cell < count; cell++) {
      const bucket = Math.floor(sumOf(cell) / size);
      if (isKnown(cell, bucket) || isKnown(cell, bucket - 1) || isKnown(cell, bucket + 1)) continue;
      maps++;
      next[cell] = heads[slot(bucket)]!;
      heads[slot(bucket)] = cell;
    }
    return maps;
  }
}
