import { tf } from '@tombola/engine';
import { InputError } from '@tombola/shared';
import type { Layer, Network } from './network';

export interface MlpOptions {
  readonly name?: string;
  readonly inputShape: readonly [number, number, number];
  /** Units of the hidden layers, each followed by ReLU. */
  readonly hidden: readonly number[];
  readonly classes: number;
}

/**
 * A multi-layer perceptron: dense layers `dense_1`, `dense_2`, ... with ReLU between them. Weights are [in, out].
 *
 * @throws {InputError} when a width is not a positive whole number.
 */
export function mlp({ name, inputShape, hidden, classes }: MlpOptions): Network {
  const widths = [inputShape[0] * inputShape[1] * inputShape[2], ...hidden, classes];
  for (const width of widths) {
    if (!Number.isInteger(width) || width < 1) {
      throw new InputError({
        what: 'a layer of an MLP has no such width',
        value: width,
        expected: 'a positive integer',
      });
    }
  }
  const layers = widths.slice(1).map((units, i) => dense(`dense_${i + 1}`, widths[i]!, units, i === hidden.length));
  return {
    name: name ?? `mlp-${hidden.join('-')}`,
    inputShape,
    classes,
    layers,
    logits: (parameters, images) => {
      let x = tf.reshape(images, [images.shape[0], widths[0]!]);
      for (const layer of layers) {
        x = tf.add(tf.matMul(x, parameters[`${layer.name}/weights`]!), parameters[`${layer.name}/bias`]!);
        if (!layer.output) x = tf.relu(x);
      }
      return x as ReturnType<Network['logits']>;
    },
  };
}

function dense(name: string, fanIn: number, fanOut: number, output: boolean): Layer {
  const fans = { fanIn, fanOut };
  return {
    name,
    kind: 'dense',
    output,
    macs: fanIn * fanOut,
    parameters: [
      { name: `${name}/weights`, shape: [fanIn, fanOut], role: 'weights', prunable: true, ...fans },
      { name: `${name}/bias`, shape: [fanOut], role: 'bias', prunable: false, ...fans },
    ],
  };
}
