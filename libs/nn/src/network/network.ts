import type * as tfTypes from '@tensorflow/tfjs-core';
import type { DropoutNode, Node } from './node';

/** Tensors of a program by name. */
export type Tensors = Readonly<Record<string, tfTypes.Tensor>>;

/** A named parameter of a network. */
export interface Parameter {
  /** `LAYER/weights`, `LAYER/bias`; of batch norm `LAYER/scale`, `LAYER/shift`. */
  readonly name: string;
  /** Of dense weights [in, out]; of a convolution's [out, in / groups, height, width]; of all others [channels]. */
  readonly shape: readonly number[];
  readonly role: 'weights' | 'bias' | 'scale' | 'shift';
  /** Whether pruning may remove its elements: true for the weights of dense and convolutional layers, by layer kind. */
  readonly prunable: boolean;
  /** Inputs of one output unit, for initialisers. */
  readonly fanIn: number;
  /** Outputs that one input unit reaches, for initialisers. */
  readonly fanOut: number;
}

/** State that training changes without a gradient: what batch norm knows of the data. No parameter, and not counted as one. */
export interface Statistic {
  /** `LAYER/mean` or `LAYER/variance`. */
  readonly name: string;
  /** [channels] */
  readonly shape: readonly number[];
  readonly role: 'mean' | 'variance';
}

/** One layer, as `tombola describe network` shows it. */
export interface Layer {
  readonly name: string;
  readonly kind: 'conv' | 'dense' | 'batch-norm';
  readonly parameters: readonly Parameter[];
  readonly statistics: readonly Statistic[];
  /** Multiply-accumulates of one example, biases and batch norm not counted; padding is, as if it were image. */
  readonly macs: number;
  /** Whether it makes the logits; papers prune it more gently. */
  readonly output: boolean;
}

/** What an architecture consists of; nothing of it can be run. */
export interface NetworkStructure {
  readonly name: string;
  /** Extents of one example: channels, height, width. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
  /** In an order in which they can be computed; the last one makes the logits. */
  readonly nodes: readonly Node[];
  /** The nodes that have parameters, in the same order. */
  readonly layers: readonly Layer[];
}

/** What a network makes of a batch in training. */
export interface TrainingPass {
  /** float32 [batch, classes] */
  readonly logits: tfTypes.Tensor2D;
  /** The statistics after this batch, by name. */
  readonly statistics: Tensors;
}

/**
 * How a method computes what a dense layer or a convolution computes, before its bias.
 *
 * @param node the layer's name
 * @param apply the layer's own computation; linear in both
 */
export type LinearHook = (
  x: tfTypes.Tensor,
  node: string,
  apply: (x: tfTypes.Tensor, weights: tfTypes.Tensor) => tfTypes.Tensor,
) => tfTypes.Tensor;

/**
 * An architecture with named parameters: its layers, and the functions that they compute. `state` holds parameters and
 * statistics by name; images are float32 [batch, channels, height, width].
 */
export interface Network extends NetworkStructure {
  /** The logits in use, float32 [batch, classes]. */
  logits(state: Tensors, images: tfTypes.Tensor): tfTypes.Tensor2D;
  /**
   * The logits in training: batch norm by the batch, dropout as told.
   *
   * @param keep for every dropout node, by name, bool of what it reads: false drops.
   * @param linear how dense layers and convolutions are computed; with their weights when left out.
   */
  train(state: Tensors, images: tfTypes.Tensor, keep: Tensors, linear?: LinearHook): TrainingPass;
}

/** All parameters of a network, layer by layer. */
export function parametersOf(network: NetworkStructure): Parameter[] {
  return network.layers.flatMap((layer) => layer.parameters);
}

/** The parameters that pruning may thin out. */
export function prunableOf(network: NetworkStructure): Parameter[] {
  return parametersOf(network).filter(({ prunable }) => prunable);
}

/** The statistics of a network, layer by layer. */
export function statisticsOf(network: NetworkStructure): Statistic[] {
  return network.layers.flatMap((layer) => layer.statistics);
}

/** Everything that a trained network consists of: its parameters, then its statistics. */
export function stateOf(network: NetworkStructure): (Parameter | Statistic)[] {
  return [...parametersOf(network), ...statisticsOf(network)];
}

/** The nodes of a network that drop units in training. */
export function dropoutOf(network: NetworkStructure): DropoutNode[] {
  return network.nodes.filter((node): node is DropoutNode => node.op === 'dropout');
}
