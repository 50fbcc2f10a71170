import { Gradients } from '@tombola/nn';
import { compileHessianProduct } from './hessian-product';
import { maskedParameters } from './loss-gradient';
import { meanOfBatches } from './mean-of-batches';
import { withoutDropout, withTemperature } from './scoring-network';
import type { Saliency, SaliencyOptions } from './saliency';

export interface GradientFlowOptions extends SaliencyOptions {
  /** Divides the logits inside the loss. Default 200, as in the paper. */
  readonly temperature?: number;
}

/**
 * Gradient signal preservation (GraSP; Wang, Zhang and Grosse, ICLR 2020, equation 8 and algorithm 1): S = -w ⊙ (H g), what
 * removing a weight adds to the squared norm of the gradient, to first order. The paper removes the highest S; scores
 * here are w ⊙ (H g) = -S, so that the lowest are pruned first as with every criterion.
 *
 * H and g are of the kept weights alone, batch norm by the batch, without dropout; each is the mean over all batches, as the
 * authors' code sums chunks of one large batch. That code divides S by its sum over the network, which changes no order, and
 * keeps one weight more, the one at its threshold.
 */
export async function gradientFlow({ temperature = 200, ...options }: GradientFlowOptions): Promise<Saliency> {
  const { pixels, batch, labelSmoothing = 0, run = {} } = options;
  const network = withTemperature(withoutDropout(options.network), temperature);
  const loss = { network, pixels, batch, labelSmoothing };
  const gradients = await Gradients.create(loss, run);
  const hessian = await compileHessianProduct(loss, run);
  return {
    scores: async ({ parameters, masks }, batches) => {
      const at = maskedParameters(parameters, masks);
      const gradient = await meanOfBatches(batches, (each) => gradients.of(at, each, 1));
      const direction = maskedParameters(gradient, masks);
      const products = await meanOfBatches(batches, (each) => hessian.of(at, direction, each));
      return Object.fromEntries(
        Object.entries(products).map(([name, { data }]) => {
          const weights = at[name]!.data;
          return [name, data.map((product, i) => weights[i]! * product)];
        }),
      );
    },
    dispose: async () => {
      await Promise.all([gradients.dispose(), hessian.dispose()]);
    },
  };
}
