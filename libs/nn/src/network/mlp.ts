import { tf } from '@tombola/engine';
import type { Network } from './network';
import { mlpStructure, type MlpOptions } from './structure';

/**
 * A multi-layer perceptron: dense layers `dense_1`, `dense_2`, ... with ReLU between them. Weights are [in, out].
 *
 * @throws {InputError} when a width is not a positive whole number.
 */
export function mlp(options: MlpOptions): Network {
  const structure = mlpStructure(options);
  const { inputShape, layers } = structure;
  const inputs = inputShape[0] * inputShape[1] * inputShape[2];
  return {
    ...structure,
    logits: (parameters, images) => {
      let x = tf.reshape(images, [images.shape[0], inputs]);
      for (const layer of layers) {
        x = tf.add(tf.matMul(x, parameters[`${layer.name}/weights`]!), parameters[`${layer.name}/bias`]!);
        if (!layer.output) x = tf.relu(x);
      }
      return x as ReturnType<Network['logits']>;
    },
  };
}
