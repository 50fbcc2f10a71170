import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import { batchNormTrain, batchNormUse } from '../ops/batch-norm';
import { conv2d } from '../ops/conv';
import { averagePool, globalAveragePool, maxPool } from '../ops/pool';
import type { LinearHook, Network, NetworkStructure, Tensors, TrainingPass } from './network';
import { IMAGES, type BatchNormNode, type DropoutNode, type Node } from './node';

/** The network of a structure: its nodes, one after the other. */
export function runnable(structure: NetworkStructure): Network {
  const { nodes } = structure;
  return {
    ...structure,
    logits: (state, images) => useNodes(nodes, state, images),
    train: (state, images, keep, linear) => trainNodes(nodes, state, images, keep, linear),
  };
}

/** How nodes that behave otherwise in training than in use behave. */
interface Mode {
  batchNorm(x: tfTypes.Tensor, node: BatchNormNode): tfTypes.Tensor;
  dropout(x: tfTypes.Tensor, node: DropoutNode): tfTypes.Tensor;
  linear: LinearHook;
}

/** The logits of images in use: batch norm by its running statistics, nothing dropped. */
function useNodes(nodes: readonly Node[], state: Tensors, images: tfTypes.Tensor): tfTypes.Tensor2D {
  return runNodes(nodes, state, images, {
    batchNorm: (x, node) => {
      const { scale, shift, mean, variance } = normOf(node, state);
      return batchNormUse(x, { scale, shift }, { mean, variance }, node);
    },
    dropout: (x) => x,
    linear: byWeights(state),
  });
}

/** The logits of images in training, and the running statistics after this batch. */
function trainNodes(
  nodes: readonly Node[],
  state: Tensors,
  images: tfTypes.Tensor,
  keep: Tensors,
  linear: LinearHook = byWeights(state),
): TrainingPass {
  const statistics: Record<string, tfTypes.Tensor> = {};
  const logits = runNodes(nodes, state, images, {
    batchNorm: (x, node) => {
      const { scale, shift, mean, variance } = normOf(node, state);
      const normal = batchNormTrain(x, { scale, shift }, { mean, variance }, node);
      statistics[`${node.name}/mean`] = normal.statistics.mean;
      statistics[`${node.name}/variance`] = normal.statistics.variance;
      return normal.y;
    },
    dropout: (x, { name, rate }) => tf.mul(x, tf.mul(tf.cast(keep[name]!, 'float32'), 1 / (1 - rate))),
    linear,
  });
  return { logits, statistics };
}

/** Layers compute with their weights. */
function byWeights(state: Tensors): LinearHook {
  return (x, node, apply) => apply(x, state[`${node}/weights`]!);
}

function normOf({ name }: BatchNormNode, state: Tensors) {
  const of = (role: string) => state[`${name}/${role}`]!;
  return { scale: of('scale'), shift: of('shift'), mean: of('mean'), variance: of('variance') };
}

function runNodes(nodes: readonly Node[], state: Tensors, images: tfTypes.Tensor, mode: Mode): tfTypes.Tensor2D {
  const made = new Map([[IMAGES, images]]);
  for (const node of nodes) {
    const inputs = node.inputs.map((input) => made.get(input)!);
    made.set(node.name, runNode(node, inputs, state, mode));
  }
  return made.get(nodes.at(-1)!.name) as tfTypes.Tensor2D;
}

function runNode(node: Node, inputs: readonly tfTypes.Tensor[], state: Tensors, mode: Mode): tfTypes.Tensor {
  const x = inputs[0]!;
  switch (node.op) {
    case 'conv': {
      const y = mode.linear(x, node.name, (input, weights) => conv2d(input, weights, node));
      return node.bias ? tf.add(y, tf.reshape(state[`${node.name}/bias`]!, [-1, 1, 1])) : y;
    }
    case 'dense': {
      const y = mode.linear(x, node.name, (input, weights) => tf.matMul(input, weights));
      return node.bias ? tf.add(y, state[`${node.name}/bias`]!) : y;
    }
    case 'batch-norm':
      return mode.batchNorm(x, node);
    case 'relu':
      return tf.relu(x);
    case 'max-pool':
      return maxPool(x, node);
    case 'average-pool':
      return averagePool(x, node);
    case 'global-average-pool':
      return globalAveragePool(x);
    case 'flatten':
      return tf.reshape(x, [x.shape[0], node.outputShape[0]]);
    case 'dropout':
      return mode.dropout(x, node);
    case 'add':
      return inputs.reduce((sum, input) => tf.add(sum, input));
    case 'concat':
      return tf.concat([...inputs], 1);
  }
}
