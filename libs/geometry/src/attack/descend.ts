import type { Vector } from '../numbers/vector';
import { costGradient, movesOf } from './cost';
import { marginAt, transposed, type Checked } from './margin';

/** Steps of a descent. */
const STEPS = 200;

/** What a descent looks for. */
export interface Descent {
  readonly checked: Checked;
  readonly x: Vector;
  readonly target: number;
  readonly margin: number;
  readonly low: Vector;
  readonly high: Vector;
  /** The most that a preactivation may move, so that weights can do it too. */
  readonly reach: number;
}

/**
 * The points of a descent that lie beyond the margin: on the cost and `weight` times the hinge of the margin, by Adam (Kingma and Ba,
 * ICLR 2015) with a step that falls to 0.
 */
export function* descend(
  { checked, x, target, margin, low, high, reach }: Descent,
  weight: number,
): Generator<Float64Array> {
  const { weights } = checked.layers[0]!;
  const rate = 0.05 * Math.max(...x.map((each) => Math.abs(each)), 1e-3);
  const point = Float64Array.from(x);
  const [mean, square] = [new Float64Array(x.length), new Float64Array(x.length)];
  for (let step = 1; step <= STEPS; step++) {
    const { value, gradient } = marginAt(checked, point, target);
    if (value >= margin) yield point.slice();
    const slope = costGradient(checked, x, point);
    const beyond = movesOf(weights, x, point).map((by) => (Math.abs(by) > reach ? Math.sign(by) : 0));
    const back = transposed(weights, beyond);
    for (let i = 0; i < point.length; i++) {
      const g = slope[i]! + weight * ((value < margin ? -gradient[i]! : 0) + back[i]!);
      const [m, v] = [0.9 * mean[i]! + 0.1 * g, 0.99 * square[i]! + 0.01 * g * g];
      [mean[i], square[i]] = [m, v];
      const unbiased = m / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.99 ** step)) + 1e-12);
      const next = point[i]! - rate * (1 - step / (STEPS + 1)) * unbiased;
      point[i] = Math.min(high[i]!, Math.max(low[i]!, next));
    }
  }
  if (marginAt(checked, point, target).value >= margin) yield point;
}
