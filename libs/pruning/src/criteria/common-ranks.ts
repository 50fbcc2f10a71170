import type { Parameters } from '@tombola/nn';
import type { Masks } from '../masks';
import type { Scores } from './scores';

/**
 * Scores for weights that rank high before and after training alike, layer by layer: minus the worse of the two ranks among
 * the kept weights of the layer. The highest n of them are in both top sets, for the smallest sets that have n weights in
 * common; of two that join at once the lower index comes first.
 *
 * The reference code of Zhou et al. (2019) looks for the common percentile by bisection, to 1e-4, and so keeps about as
 * many weights as it should; ranks keep exactly so many. The paper's formula, min(a |final|, |initial|), leaves a open.
 *
 * @param score what is ranked of a weight, highest first
 */
export function commonRanks(
  initial: Parameters,
  final: Parameters,
  masks: Masks,
  score: (weight: number) => number,
): Scores {
  return Object.fromEntries(
    Object.entries(masks).map(([name, mask]) => {
      const before = ranks(initial[name]!.data, mask.data, score);
      const after = ranks(final[name]!.data, mask.data, score);
      return [name, before.map((rank, i) => -Math.max(rank, after[i]!))];
    }),
  );
}

/**
 * The rank of each kept weight of a layer from 0, the highest score first; among equal ones the lower index first. What is no
 * number has none.
 */
function ranks(weights: Float32Array, kept: Uint8Array, score: (weight: number) => number): Float32Array {
  const scores = weights.map(score);
  const order = Uint32Array.from(kept.keys())
    .filter((i) => kept[i] === 1)
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
  const result = new Float32Array(weights.length);
  order.forEach((i, rank) => (result[i] = Number.isNaN(scores[i]) ? NaN : rank));
  return result;
}
