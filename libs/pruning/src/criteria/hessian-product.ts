import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile, int32, tensor, tf, type RunOptions } from '@tombola/engine';
import {
  denseGradients,
  examplesSpec,
  examplesTensor,
  maskSignature,
  stateSignature,
  type GradientsOptions,
  type Parameters,
} from '@tombola/nn';
import type { Batch } from './saliency';

type Tensors = Readonly<Record<string, tfTypes.Tensor>>;

/**
 * The product of the Hessian of the mean training loss, by all prunable weights, with a direction, as a pure function:
 * the gradient of <dL/dw, direction>. ReLU and max pooling count as the linear functions that they are around the
 * weights, as with automatic differentiation elsewhere; finite differences of gradients would step over their kinks and find
 * something else.
 */
export function hessianProduct(options: GradientsOptions) {
  const gradientsOf = denseGradients(options);
  const names = Object.keys(maskSignature(options.network));
  return (inputs: { parameters: Tensors; direction: Tensors; images: tfTypes.Tensor; labels: tfTypes.Tensor }) => {
    const { parameters, direction, images, labels } = inputs;
    const along = (...weights: tfTypes.Tensor[]): tfTypes.Tensor => {
      const at = { ...parameters, ...Object.fromEntries(names.map((name, i) => [name, weights[i]!])) };
      const { gradients } = gradientsOf({ parameters: at, images, labels });
      const terms = names.map((name) => tf.sum(tf.mul(gradients[name]!, direction[name]!)));
      return terms.reduce((sum, term) => tf.add(sum, term));
    };
    const products = tf.grads(along)(names.map((name) => parameters[name]!));
    return { products: Object.fromEntries(names.map((name, i) => [name, products[i]!])) };
  };
}

export function hessianProductSignature({
  network,
  batch,
  pixels,
}: Pick<GradientsOptions, 'network' | 'batch' | 'pixels'>) {
  return {
    parameters: stateSignature(network),
    direction: maskSignature(network),
    images: examplesSpec(pixels, batch, ...network.inputShape),
    labels: int32(batch),
  };
}

/** The product, compiled. */
export async function compileHessianProduct(
  options: GradientsOptions,
  run: Pick<RunOptions, 'provider' | 'threads'> = {},
) {
  const { network, batch, pixels } = options;
  const program = await compile(hessianProduct(options), hessianProductSignature(options), run);
  return {
    of: async (parameters: Parameters, direction: Parameters, { images, labels }: Batch): Promise<Parameters> => {
      const { products } = await program.run({
        parameters,
        direction,
        images: examplesTensor(images, [batch, ...network.inputShape], pixels),
        labels: tensor(labels, [batch], 'int32'),
      });
      return products as Parameters;
    },
    dispose: () => program.dispose(),
  };
}
