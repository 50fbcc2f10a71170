import { InputError } from '@tombola/shared';
import { checkCurve, type Curve } from './curve';

/** Steps `from` to `to`, both inclusive. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** What is drawn of a curve: columns of one length, a row for each pixel that has points, in the order of the steps. */
export interface Downsampled {
  /** The first step of the row's points. */
  readonly step: Int32Array;
  /** The least and the greatest value; NaN when no point has a number. */
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** The values at both ends, of the points that have a number: where lines to the neighbours begin. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** How many points have a number (the infinities are numbers); how many are NaN. Together all points of the row. */
  readonly count: Int32Array;
  readonly nan: Int32Array;
}

/**
 * A curve for a picture `pixels` wide: least and greatest value a pixel, so that no extreme is lost, which leaving out
 * every k-th point would do. The range is cut into `pixels` equal parts, and every point of it is in the row of its
 * part. With no more points than pixels every point has a row of its own and nothing is changed.
 *
 * @param range what is drawn; the points outside are left out.
 * @throws {InputError} when steps do not ascend, for an empty range, or for pixels that are no whole number from 1.
 */
export function downsample(curve: Curve, { from, to }: StepRange, pixels: number): Downsampled {
  checkCurve(curve);
  check(from, to, pixels);
  const { steps, values } = curve;
  const begin = firstFrom(steps, from);
  const end = firstFrom(steps, to + 1);
  const points = end - begin;
  const width = (to - from + 1) / pixels;
  const partOf = (i: number) => (points <= pixels ? i : Math.min(pixels - 1, Math.floor((steps[i]! - from) / width)));
  const rows = new Rows(Math.min(points, pixels));
  for (let i = begin; i < end; i++) rows.add(partOf(i), steps[i]!, values[i]!);
  return rows.columns();
}

/** Rows in the order of their parts; points come in that order too. */
class Rows {
  #length = 0;
  #part = -1;
  readonly #step: Int32Array;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #count: Int32Array;
  readonly #nan: Int32Array;

  constructor(most: number) {
    this.#step = new Int32Array(most);
    this.#min = new Float64Array(most).fill(NaN);
    this.#max = new Float64Array(most).fill(NaN);
    this.#first = new Float64Array(most).fill(NaN);
    this.#last = new Float64Array(most).fill(NaN);
    this.#count = new Int32Array(most);
    this.#nan = new Int32Array(most);
  }

  add(part: number, step: number, value: number): void {
    if (part !== this.#part) {
      this.#part = part;
      this.#step[this.#length++] = step;
    }
    const row = this.#length - 1;
    if (Number.isNaN(value)) {
      this.#nan[row]!++;
      return;
    }
    const fresh = this.#count[row]!++ === 0;
    if (fresh) this.#first[row] = value;
    if (fresh || value < this.#min[row]!) this.#min[row] = value;
    if (fresh || value > this.#max[row]!) this.#max[row] = value;
    this.#last[row] = value;
  }

  columns(): Downsampled {
    const n = this.#length;
    return {
      step: this.#step.slice(0, n),
      min: this.#min.slice(0, n),
      max: this.#max.slice(0, n),
      first: this.#first.slice(0, n),
      last: this.#last.slice(0, n),
      count: this.#count.slice(0, n),
      nan: this.#nan.slice(0, n),
    };
  }
}

/** The index of the first step that is not below `step`. */
function firstFrom(steps: Int32Array, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

function check(from: number, to: number, pixels: number): void {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from > to) {
    throw new InputError({
      what: 'a range of steps is empty',
      value: `${from}-${to}`,
      expected: 'whole numbers, from <= to',
    });
  }
  if (!Number.isSafeInteger(pixels) || pixels < 1) {
    throw new InputError({ what: 'a width in pixels', value: pixels, expected: 'a whole number from 1' });
  }
}
