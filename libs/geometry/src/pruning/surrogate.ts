import type { Vector } from '../numbers/vector';
import type { HiddenUnit } from './hidden-unit';
import { pairSums, product, sumOfProducts, sumOfWeights } from './pair-weights';

/**
 * What keeps generators few. `units`: sum of their lengths, the norm 2,1 of Alfarra et al., under which units go as a whole.
 * `weights`: sum of the magnitudes of their coordinates, under which weights go one by one; this variant is ours.
 */
export type Penalty = 'units' | 'weights';

/** The part of a row in the penalty: its length, or the sum of its magnitudes. */
export function sizeOfRow(row: Vector, penalty: Penalty): number {
  if (penalty === 'units') return Math.sqrt(product(row, row));
  let sum = 0;
  for (const x of row) sum += x < 0 ? -x : x;
  return sum;
}

/**
 * The objective of tropical pruning (Alfarra, Bibi, Hammoud, Gaafar and Ghanem, arXiv 2002.08838, the surrogate of their pruning
 * section), for one unit: over the ordered pairs of outputs, half the squared distances of its generators from those of the
 * unit that it was, and lambda times their size. Units do not meet in it, so a layer's is the sum.
 *
 * Its first part bounds how far decision polytopes move: their Hausdorff distance is at most the sum over the units of the
 * distances of generators, each of which is a term of it.
 *
 * @param now with weights to outputs that are 0 or have the signs of `was`
 */
export function surrogate(was: HiddenUnit, now: HiddenUnit, lambda: number, penalty: Penalty): number {
  const apart =
    sumOfProducts(now.out, now.out) * product(now.row, now.row) -
    2 * sumOfProducts(now.out, was.out) * product(now.row, was.row) +
    sumOfProducts(was.out, was.out) * product(was.row, was.row);
  return apart / 2 + lambda * sumOfWeights(pairSums(now.out)) * sizeOfRow(now.row, penalty);
}
