import { isGone, type HiddenUnit } from './hidden-unit';
import { sumOfProducts, pairSums, sumOfWeights } from './pair-weights';
import { shrinkUnit } from './shrink-unit';
import { sizeOfRow, type Penalty } from './surrogate';

/** Halvings of a float64 interval that leave nothing between its ends. */
const HALVINGS = 60;

/**
 * A lambda at which a unit is gone after the first update of its row, be rounding as it may; little more than the first such one.
 * 0 for a unit that is gone already.
 */
export function goneAt(unit: HiddenUnit, penalty: Penalty): number {
  if (isGone(unit)) return 0;
  const { row, out } = unit;
  const size = penalty === 'units' ? sizeOfRow(row, penalty) : row.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return ((1 + 1e-9) * size * sumOfProducts(out, out)) / sumOfWeights(pairSums(out));
}

/**
 * The lambda from which on a unit leaves as a whole, found by bisection: 0 for a unit that is gone already. Rescaling a unit
 * (its row times c, its weights to outputs over c) does not change it.
 *
 * @param sweeps from 1
 */
export function exitOfUnit(unit: HiddenUnit, sweeps: number): number {
  if (isGone(unit)) return 0;
  const goes = (lambda: number) => isGone(shrinkUnit(unit, lambda, { penalty: 'units', sweeps }));
  return crossing(goes, goneAt(unit, 'units'))[1];
}

/**
 * The last lambda below which something does not hold and the first from which on it does, as near as float64 has them; of
 * something that comes and goes, one such place.
 *
 * @param holds at `most`
 */
export function crossing(holds: (lambda: number) => boolean, most: number): [below: number, from: number] {
  let [below, from] = [0, most];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (below + from) / 2;
    if (holds(middle)) from = middle;
    else below = middle;
  }
  return [below, from];
}
