/**
 * Student's t distribution, for whole numbers of degrees of freedom. It is a closed form and short: packages for it weigh
 * more than all else that draws a figure in a browser, and evaluate code, which the portal's policy refuses.
 */

/** P(|T| <= t) for a whole number of degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4). */
export function withinT(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const square = Math.cos(angle) ** 2;
  const odd = freedom % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = 0;
  for (let k = odd ? 1 : 0; k <= freedom - 2; k += 2) {
    sum += term;
    term *= (square * (k + 1)) / (k + 2);
  }
  const share = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return Math.min(1, Math.max(0, share));
}

const quantiles = new Map<string, number>();

/**
 * The t with P(T <= t) = p, for p in [0.5, 1) and 1 or more degrees of freedom: the distribution is halved until the angle
 * atan(t / sqrt(freedom)) is known to the last bit. The same one is wanted for every step of a curve over the same seeds:
 * it is found once.
 */
export function quantileOfT(p: number, freedom: number): number {
  const key = `${p} ${freedom}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  const root = Math.sqrt(freedom);
  let [low, high] = [0, Math.PI / 2];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (withinT(root * Math.tan(middle), freedom) < 2 * p - 1) low = middle;
    else high = middle;
  }
  const found = root * Math.tan(high);
  if (quantiles.size < 1000) quantiles.set(key, found);
  return found;
}
