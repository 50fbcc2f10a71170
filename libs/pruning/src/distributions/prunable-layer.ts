import { sizeOf } from '@tombola/engine';
import type { NetworkStructure, Node } from '@tombola/nn';

/** What distributions and accounts need to know of a layer with prunable weights; biases and batch norm are not in it. */
export interface PrunableLayer {
  /** Of the layer: `conv_1`. */
  readonly name: string;
  /** Of its weights, by which masks know them: `conv_1/weights`. */
  readonly weights: string;
  /** Of its weights: dense [in, out]; a convolution's [out, in / groups, height, width]. */
  readonly shape: readonly number[];
  readonly kind: 'conv' | 'dense';
  /** Whether it makes the logits. */
  readonly output: boolean;
  /** Whether it is a convolution of one channel at a time. */
  readonly depthwise: boolean;
  /** Multiply-accumulates of one example with all weights; undefined where nobody knows how many positions there are. */
  readonly macs?: number;
}

/** The prunable layers of a network, in its order. */
export function prunableLayers({ layers, nodes }: Pick<NetworkStructure, 'layers' | 'nodes'>): PrunableLayer[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return layers.flatMap(({ name, kind, output, macs, parameters }) => {
    if (kind === 'batch-norm') return [];
    const depthwise = isDepthwise(byName.get(name));
    return parameters
      .filter(({ prunable }) => prunable)
      .map((weights) => ({ name, weights: weights.name, shape: weights.shape, kind, output, depthwise, macs }));
  });
}

function isDepthwise(node: Node | undefined): boolean {
  return node?.op === 'conv' && node.groups > 1 && node.groups === node.inputShapes[0]![0];
}

/** How many weights a layer has. */
export function weightCount({ shape }: Pick<PrunableLayer, 'shape'>): number {
  return sizeOf(shape);
}

/** Extents of a layer by what they mean; a dense layer has a kernel of 1 x 1. */
export function extentsOf({ kind, shape }: Pick<PrunableLayer, 'kind' | 'shape'>) {
  if (kind === 'dense') return { inputs: shape[0]!, outputs: shape[1]!, kernel: [] };
  return { inputs: shape[1]!, outputs: shape[0]!, kernel: shape.slice(2) };
}
