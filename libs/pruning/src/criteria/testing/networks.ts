import type * as tfTypes from '@tensorflow/tfjs-core';
import { tensor, tf } from '@tombola/engine';
import { initialise, mlp, runnable, structureOf, type Network, type Parameters } from '@tombola/nn';
import { randomStream, type NodeDefinitionInput } from '@tombola/shared';
import type { Batch } from '../saliency';

/** 16 pixels, 6 and 5 hidden units, 3 classes. */
export const denseNetwork: Network = mlp({ inputShape: [1, 4, 4], hidden: [6, 5], classes: 3 });

const nodes: NodeDefinitionInput[] = [
  { op: 'conv', name: 'stem', channels: 4, kernel: 3, bias: false },
  { op: 'batch-norm' },
  { op: 'relu' },
  { op: 'max-pool', name: 'pooled', size: 2 },
  { op: 'conv', name: 'inner', channels: 4, kernel: 3, bias: false },
  { op: 'batch-norm', name: 'inner_norm' },
  { op: 'add', inputs: ['pooled', 'inner_norm'] },
  { op: 'relu' },
  { op: 'dropout', rate: 0.5 },
  { op: 'flatten' },
  { op: 'dense', name: 'head', units: 'classes' },
];

/** Convolutions with batch norm, a branch, a pool and dropout; images of 2 x 6 x 6, 3 classes. */
export const convNetwork: Network = runnable(
  structureOf({ name: 'small', nodes }, { inputShape: [2, 6, 6], classes: 3 }),
);

export function batchesOf(network: Network, count: number, size: number): Batch[] {
  const random = randomStream(4, 'batches', network.name);
  const pixels = size * network.inputShape.reduce((product, extent) => product * extent, 1);
  return Array.from({ length: count }, () => ({
    images: Uint8Array.from({ length: pixels }, () => random.integer(256)),
    labels: Int32Array.from({ length: size }, () => random.integer(network.classes)),
  }));
}

/** Initial parameters, everything that is constant at the start shaken, so that nothing is 0 or 1 by chance. */
export function shakenParameters(network: Network): Parameters {
  const random = randomStream(2, 'shaken', network.name);
  return Object.fromEntries(
    Object.entries(initialise(network, 'glorot-normal', 1)).map(([name, { shape, data }]) => {
      const shaken = name.endsWith('/weights') ? data : data.map((value) => value + 0.2 * random.uniform());
      return [name, tensor(shaken, shape)];
    }),
  );
}

/**
 * One layer of n weights under any loss L > 0: with the logits 0 and log(e^L - 1), the cross-entropy of class 0 is L.
 *
 * @param loss of the weights [n], a scalar
 */
export function networkWithLoss(n: number, loss: (weights: tfTypes.Tensor) => tfTypes.Tensor): Network {
  const weights = { name: 'only/weights', shape: [n], role: 'weights', prunable: true, fanIn: n, fanOut: 1 } as const;
  const logits: Network['logits'] = (state) => {
    const other = tf.log(tf.sub(tf.exp(loss(state[weights.name]!)), 1));
    return tf.reshape(tf.stack([tf.zerosLike(other), other]), [1, 2]);
  };
  return {
    name: 'one-layer',
    inputShape: [1, 1, 1],
    classes: 2,
    nodes: [],
    layers: [{ name: 'only', kind: 'dense', parameters: [weights], statistics: [], macs: n, output: true }],
    logits,
    train: (state, images) => ({ logits: logits(state, images), statistics: {} }),
  };
}
