import type { NetworkStructure } from '@tombola/nn';
import type { LevelOut } from '@tombola/shared';

/**
 * Multiply-accumulates of one example with the kept weights of a level. Each weight of a layer takes part equally often
 * (once in a dense layer, at every position in a convolution), so a layer takes its share of them that is kept. Biases are
 * not counted, as in `trainingCost`.
 *
 * @param layers kept and total weights by parameter
 * @returns null for a network that is not known, and for counts that are not its own
 */
export function macsOf(
  network: Pick<NetworkStructure, 'layers'> | undefined,
  layers: LevelOut['layers'],
): number | null {
  if (network === undefined || layers === null) return null;
  let sum = 0;
  for (const { macs, parameters } of network.layers) {
    const weights = parameters.find(({ prunable }) => prunable);
    if (weights === undefined) {
      sum += macs;
      continue;
    }
    const counted = layers[weights.name];
    if (counted?.total !== weights.shape.reduce((product, extent) => product * extent, 1)) return null;
    // The quotient first: it is whole, how often a weight takes part, and the product stays exact.
    sum += (macs / counted.total) * counted.kept;
  }
  return sum;
}
