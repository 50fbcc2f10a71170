import type { Parameters } from '@tombola/nn';
import type { Masks } from '../masks';

/**
 * The L2 distance between two sets of weights, over what the masks keep: how stable a subnetwork is to pruning, or to the
 * order of its data (Frankle, Dziugaite, Roy and Carbin, Stabilizing the Lottery Ticket Hypothesis, 2019, section 3).
 */
export function distance(a: Parameters, b: Parameters, masks: Masks): number {
  let squares = 0;
  eachKept(a, b, masks, (x, y) => (squares += (x - y) ** 2));
  return Math.sqrt(squares);
}

/**
 * The angle between two sets of weights in degrees, over what the masks keep; the same source. NaN where one of them is all
 * zeros.
 */
export function angle(a: Parameters, b: Parameters, masks: Masks): number {
  let [product, ofA, ofB] = [0, 0, 0];
  eachKept(a, b, masks, (x, y) => {
    product += x * y;
    ofA += x * x;
    ofB += y * y;
  });
  // Rounding may bring the cosine of equal directions past 1.
  const cosine = Math.max(-1, Math.min(1, product / Math.sqrt(ofA * ofB)));
  return (Math.acos(cosine) * 180) / Math.PI;
}

function eachKept(a: Parameters, b: Parameters, masks: Masks, take: (x: number, y: number) => void): void {
  for (const [name, mask] of Object.entries(masks)) {
    const [x, y] = [a[name]!.data, b[name]!.data];
    for (let i = 0; i < x.length; i++) if (mask.data[i] === 1) take(x[i]!, y[i]!);
  }
}
