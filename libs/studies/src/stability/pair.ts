import type { Parameters } from '@tombola/nn';
import { angle, disagreement, distance, instability, STABLE, type Masks } from '@tombola/pruning';
import { labelsOf } from './labels';
import { errorsBetween, type LineOptions } from './line';

/** Two copies of a level that saw their examples in orders of their own. */
export interface PairStability {
  readonly orders: readonly [number, number];
  /** Shares of wrong answers on test data at even points, from the second copy to the first. */
  readonly errors: readonly number[];
  readonly instability: number;
  /** Whether it is below 0.02. */
  readonly stable: boolean;
  /** Of the weights that the mask keeps. */
  readonly distance: number;
  /** Of the weights that the mask keeps, in degrees. */
  readonly angle: number;
  /** Share of test examples that the two label differently. */
  readonly disagreement: number;
}

/** Every two of the copies compared, on test data, over the weights that the masks keep. */
export async function comparePairs(
  copies: readonly Parameters[],
  masks: Masks,
  line: LineOptions,
): Promise<PairStability[]> {
  const evaluator = await line.programs.evaluator();
  const labels: Int32Array[] = [];
  for (const copy of copies) labels.push(await labelsOf(evaluator, copy, line.bench.test));
  const pairs: PairStability[] = [];
  for (const [first, second] of pairsOf(copies.length)) {
    const [a, b] = [copies[first]!, copies[second]!];
    const errors = await errorsBetween(a, b, line);
    const peak = instability(errors);
    pairs.push({
      orders: [first, second],
      errors,
      instability: peak,
      stable: peak < STABLE,
      distance: distance(a, b, masks),
      angle: angle(a, b, masks),
      disagreement: disagreement(labels[first]!, labels[second]!),
    });
  }
  return pairs;
}

function pairsOf(count: number): [number, number][] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return numbers.flatMap((a) => numbers.slice(a + 1).map((b): [number, number] => [a, b]));
}
