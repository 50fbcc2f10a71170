import { meanInterval, summary } from '@tombola/shared';
import { checkCurve, type Curve } from './curve';

/**
 * Several curves as one: columns of one length, a row for every step that any of them has. Null is what cannot be
 * said: nothing of no finite value, no spread and no interval of one.
 */
export interface Band {
  readonly step: number[];
  /** How many curves have a finite value at the step: what the row is of. */
  readonly n: number[];
  /** How many have NaN or an infinity there: diverged, and in no other column. */
  readonly notFinite: number[];
  readonly mean: (number | null)[];
  /** Sample standard deviation (divisor n - 1). */
  readonly std: (number | null)[];
  readonly min: (number | null)[];
  readonly max: (number | null)[];
  /** Student t interval of the mean. */
  readonly low: (number | null)[];
  readonly high: (number | null)[];
}

/**
 * The band of curves that differ in their seeds only. Nothing is interpolated: a curve counts at the steps that it has,
 * and `n` says how many do, so that a mean whose members come and go is seen as such.
 *
 * @param confidence of the interval, in (0, 1).
 * @throws {InputError} when the steps of a curve do not ascend, or for a confidence outside (0, 1).
 */
export function band(curves: readonly Curve[], confidence = 0.95): Band {
  for (const curve of curves) checkCurve(curve);
  const rows: Band = { step: [], n: [], notFinite: [], mean: [], std: [], min: [], max: [], low: [], high: [] };
  const at = curves.map(() => 0);
  for (;;) {
    let step = Infinity;
    curves.forEach(({ steps }, i) => (step = Math.min(step, steps[at[i]!] ?? Infinity)));
    if (step === Infinity) return rows;
    const values: number[] = [];
    curves.forEach((curve, i) => {
      if (curve.steps[at[i]!] === step) values.push(curve.values[at[i]!++]!);
    });
    addRow(rows, step, values, confidence);
  }
}

function addRow(rows: Band, step: number, values: readonly number[], confidence: number): void {
  const finite = values.filter((value) => Number.isFinite(value));
  const { mean, std, min, max } = finite.length > 0 ? summary(finite) : nothing;
  const [low, high] = finite.length > 1 ? meanInterval(finite, confidence) : [null, null];
  rows.step.push(step);
  rows.n.push(finite.length);
  rows.notFinite.push(values.length - finite.length);
  rows.mean.push(mean);
  rows.std.push(std);
  rows.min.push(min);
  rows.max.push(max);
  rows.low.push(low);
  rows.high.push(high);
}

const nothing = { mean: null, std: null, min: null, max: null };
