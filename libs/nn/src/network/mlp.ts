import { tf } from '@tombola/engine';
import { InputError } from '@tombola/shared';
import { mlpDefinition } from './families/mlp';
import type { Network, NetworkStructure } from './network';
import { structureOf, type DataShape } from './structure';

export interface MlpOptions extends DataShape {
  readonly name?: string;
  /** Units of the hidden layers, each followed by ReLU. */
  readonly hidden: readonly number[];
}

/**
 * A multi-layer perceptron: dense layers `dense_1`, `dense_2`, ... with ReLU between them. Weights are [in, out].
 *
 * @throws {InputError} when a width is not a positive whole number.
 */
export function mlp({ name, hidden, ...data }: MlpOptions): Network {
  const structure = structureOf(mlpDefinition(hidden), data);
  return perceptron({ ...structure, name: name ?? structure.name });
}

/** Runs a structure that is a perceptron. @throws {InputError} for any other. */
export function perceptron(structure: NetworkStructure): Network {
  const { inputShape, layers, nodes } = structure;
  const other = nodes.find(({ op }) => op !== 'flatten' && op !== 'dense' && op !== 'relu');
  if (other !== undefined) {
    throw new InputError({
      what: `${structure.name} cannot be run`,
      value: other.op,
      expected: 'dense layers and ReLU',
    });
  }
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
