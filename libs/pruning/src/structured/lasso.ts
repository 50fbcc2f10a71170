import type { Products } from './semi-definite';

const MOST_SWEEPS = 1000;
/** Coefficients are found when no sweep moves one by more than this share of the greatest. */
const TOLERANCE = 1e-9;

/**
 * The coefficients b of min 1/2 bᵀ G b - rᵀ b + penalty |b|, by coordinate descent (Friedman et al. 2007): LASSO from its
 * normal equations, G = XᵀX and r = Xᵀy.
 *
 * @param start where to begin: the coefficients of a neighbouring penalty
 */
export function lasso(
  { size, data }: Products,
  rights: Float64Array,
  penalty: number,
  start: Float64Array,
): Float64Array {
  const coefficients = start.slice();
  const { abs, max, sign } = Math;
  /** G b, kept up to date. */
  const image = new Float64Array(size);
  const move = (j: number, by: number) => {
    for (let i = 0; i < size; i++) image[i]! += by * data[j * size + i]!;
  };
  coefficients.forEach((value, j) => {
    if (value !== 0) move(j, value);
  });
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let [greatest, moved] = [0, 0];
    for (let j = 0; j < size; j++) {
      const curvature = data[j * size + j]!;
      const old = coefficients[j]!;
      const pull = rights[j]! - image[j]! + curvature * old;
      const value = curvature === 0 ? 0 : (sign(pull) * max(0, abs(pull) - penalty)) / curvature;
      coefficients[j] = value;
      if (value !== old) move(j, value - old);
      greatest = max(greatest, abs(value));
      moved = max(moved, abs(value - old));
    }
    if (moved <= TOLERANCE * greatest) break;
  }
  return coefficients;
}
