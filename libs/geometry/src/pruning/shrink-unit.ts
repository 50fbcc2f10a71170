import type { Vector } from '../numbers/vector';
import type { HiddenUnit } from './hidden-unit';
import { pairSums, product, sumOfProducts, sumOfWeights } from './pair-weights';
import { sizeOfRow, type Penalty } from './surrogate';

export interface ShrinkOptions {
  readonly penalty: Penalty;
  /** Rounds of both updates, from 1. */
  readonly sweeps: number;
}

/**
 * Alternating minimisation of the surrogate of tropical pruning, in closed form: the row given the weights to outputs (a
 * proximal step), then the positive weights to outputs given all else, then the negative ones. No step increases the
 * surrogate. With two outputs the last two are the paper's update of the totals s and t, which keeps the signs of the weights.
 *
 * @param lambda from 0, which changes nothing
 */
export function shrinkUnit(unit: HiddenUnit, lambda: number, { penalty, sweeps }: ShrinkOptions): HiddenUnit {
  let now = unit;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const row = shrinkRow(unit, now.out, lambda, penalty);
    now = { row, out: shrinkOut(unit, { row, out: now.out }, lambda, penalty) };
  }
  return now;
}

/** The row that minimises the surrogate for these weights to outputs. */
export function shrinkRow(was: HiddenUnit, out: Vector, lambda: number, penalty: Penalty): Vector {
  const squares = sumOfProducts(out, out);
  if (squares === 0) return was.row.map(() => 0);
  const scale = sumOfProducts(out, was.out) / squares;
  const threshold = (lambda * sumOfWeights(pairSums(out))) / squares;
  if (penalty === 'weights') return was.row.map((x) => towardsZero(scale * x, threshold));
  const length = scale * sizeOfRow(was.row, penalty);
  const factor = length > threshold ? scale * (1 - threshold / length) : 0;
  return was.row.map((x) => factor * x);
}

/** The weights to outputs after both of their updates; those that were 0 stay 0. */
export function shrinkOut(was: HiddenUnit, now: HiddenUnit, lambda: number, penalty: Penalty): Vector {
  const squares = product(now.row, now.row);
  if (squares === 0) return now.out.map(() => 0);
  const along = product(now.row, was.row) / squares;
  const loss = (lambda * sizeOfRow(now.row, penalty)) / squares;
  const old = pairSums(was.out);
  const out = [...now.out];
  for (const sign of [1, -1]) {
    const { others, positive, negative } = pairSums(out);
    const [before, rest] = sign > 0 ? [old.negative, negative] : [old.positive, positive];
    const shift = (along * before - rest) / others - loss;
    was.out.forEach((weight, i) => {
      if (weight * sign > 0) out[i] = towardsZero(along * weight, -shift);
    });
  }
  return out;
}

/** Soft thresholding: x nearer to 0 by so much, but not beyond; further from it where `by` is negative. */
function towardsZero(x: number, by: number): number {
  if (x > 0) return x > by ? x - by : 0;
  return -x > by ? x + by : 0;
}
