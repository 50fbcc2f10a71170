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
  const goes = (lambda: number) => (isGone(shrinkUnit(unit, lambda, { penalty: 'units', sweeps })) ? 1 : -1);
  return crossing(goes, goneAt(unit, 'units'))[1];
}

/**
 * Where a function of lambda goes from negative to positive, by bisection: the last lambda below and the first above, as near as float64
 * has them, or twice a lambda at which it is 0. Of a function that comes and goes, one such place.
 *
 * @param side not negative at `most`
 */
export function crossing(side: (lambda: number) => number, most: number): [below: number, above: number] {
  let [below, above] = [0, most];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (below + above) / 2;
    const at = side(middle);
    if (at === 0) return [middle, middle];
    if (at > 0) above = middle;
    else below = middle;
  }
  return [below, above];
}
