import type { Parameters } from '@tombola/nn';
import type { Masks } from '../masks';
import type { Scores } from './scores';

/**
 * Layer-adaptive magnitude (LAMP; Lee et al., ICLR 2021, equation 4): w² over the sum of the squares of all kept weights of
 * the layer that are not smaller. Within a layer the order is that of magnitudes; the largest weight of every layer scores 1, so
 * that a global selection never empties a layer while it keeps as many weights as there are layers. Scaling a layer
 * changes nothing.
 *
 * Among equal magnitudes the lower index counts as the larger, as everywhere in selection. Pruned weights and zeros score 0.
 */
export function lamp(parameters: Parameters, masks: Masks): Scores {
  return Object.fromEntries(
    Object.entries(masks).map(([name, mask]) => [name, layerScores(parameters[name]!.data, mask.data)]),
  );
}

function layerScores(weights: Float32Array, kept: Uint8Array): Float32Array {
  const scores = new Float32Array(weights.length);
  let sum = 0;
  for (const i of largestFirst(weights, kept)) {
    const square = weights[i]! * weights[i]!;
    sum += square;
    scores[i] = sum === 0 ? 0 : square / sum;
  }
  return scores;
}

function largestFirst(weights: Float32Array, kept: Uint8Array): Uint32Array {
  const indices = new Uint32Array(kept.reduce((sum, bit) => sum + bit, 0));
  let filled = 0;
  for (let i = 0; i < kept.length; i++) if (kept[i] === 1) indices[filled++] = i;
  return indices.sort((a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b);
}
