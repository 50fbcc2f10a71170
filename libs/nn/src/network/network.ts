import type * as tfTypes from '@tensorflow/tfjs-core';

/** A named parameter of a network. */
export interface Parameter {
  /** `LAYER/weights` or `LAYER/bias`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: 'weights' | 'bias';
  /** Whether pruning may remove its elements: true for the weights of dense and convolutional layers, by layer kind. */
  readonly prunable: boolean;
  /** Inputs of one output unit, for initialisers. */
  readonly fanIn: number;
  /** Outputs that one input unit reaches, for initialisers. */
  readonly fanOut: number;
}

/** One layer, as `tombola describe network` shows it. */
export interface Layer {
  readonly name: string;
  readonly kind: 'dense';
  readonly parameters: readonly Parameter[];
  /** Multiply-accumulates of one example, biases not counted. */
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
  readonly layers: readonly Layer[];
}

/** An architecture with named parameters: its layers, and the function that they compute. */
export interface Network extends NetworkStructure {
  /**
   * The logits, float32 [batch, classes].
   *
   * @param images float32 [batch, channels, height, width]
   */
  logits(parameters: Readonly<Record<string, tfTypes.Tensor>>, images: tfTypes.Tensor): tfTypes.Tensor2D;
}

/** All parameters of a network, layer by layer. */
export function parametersOf(network: NetworkStructure): Parameter[] {
  return network.layers.flatMap((layer) => layer.parameters);
}

/** The parameters that pruning may thin out. */
export function prunableOf(network: NetworkStructure): Parameter[] {
  return parametersOf(network).filter(({ prunable }) => prunable);
}
