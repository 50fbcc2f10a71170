import { applyMask, Gradients, type Parameters } from '@tombola/nn';
import { toMaskTensors, type Masks } from '../masks';
import { meanOfBatches } from './mean-of-batches';
import { withoutDropout } from './scoring-network';
import type { Saliency, SaliencyOptions } from './saliency';

/**
 * A saliency that is a function of each weight and of the gradient dL/dw of the mean training loss at the masked weights,
 * batch norm by the batch, without dropout.
 *
 * Of several batches gradients are averaged before anything else: a criterion |w dL/dw| is the absolute value of the
 * mean product, not the mean of absolute values.
 */
export async function gradientSaliency(
  { network, pixels, batch, labelSmoothing = 0, run = {} }: SaliencyOptions,
  score: (weight: number, gradient: number) => number,
): Promise<Saliency> {
  const program = await Gradients.create({ network: withoutDropout(network), pixels, batch, labelSmoothing }, run);
  return {
    scores: async ({ parameters, masks }, batches) => {
      const masked = maskedParameters(parameters, masks);
      const gradients = await meanOfBatches(batches, (each) => program.of(masked, each, 1));
      return Object.fromEntries(
        Object.entries(gradients).map(([name, { data }]) => {
          const weights = parameters[name]!.data;
          return [name, data.map((gradient, i) => score(weights[i]!, gradient))];
        }),
      );
    },
    dispose: () => program.dispose(),
  };
}

/** Parameters with pruned weights 0. */
export function maskedParameters(parameters: Parameters, masks: Masks): Parameters {
  const floats = toMaskTensors(masks);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, applyMask(value, floats[name])] as const),
  );
}
