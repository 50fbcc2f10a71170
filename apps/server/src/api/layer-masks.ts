import type { Layer, NetworkStructure } from '@tombola/nn';
import { DamagedError } from '@tombola/shared';
import type { PackedMask, TicketMasks } from './ticket-masks';

/** The mask of a layer's weights: a dense layer's are [in, out], a convolution's [out, in / groups, height, width]. */
export interface LayerMask {
  readonly layer: Layer;
  /** Of the weights. */
  readonly parameter: string;
  /** Units, or channels, that the layer reads. */
  readonly inputs: number;
  /** That it makes. */
  readonly outputs: number;
  /** Height and width of the kernel; 1 and 1 of a dense layer. */
  readonly kernel: readonly [number, number];
  readonly mask: PackedMask;
}

/** The masks of the layers that pruning may thin out, from the input to the logits. @throws {DamagedError} */
export function layerMasks({ layers, nodes }: NetworkStructure, masks: TicketMasks): LayerMask[] {
  const inputsOf = new Map(nodes.map(({ name, inputShapes }) => [name, inputShapes[0]![0]]));
  return layers.flatMap((layer) => {
    const weights = layer.parameters.find(({ prunable }) => prunable);
    if (weights === undefined) return [];
    const { name: parameter, shape } = weights;
    const mask = masks.get(parameter);
    if (mask === undefined || mask.shape.join() !== shape.join()) {
      throw new DamagedError({
        what: `the ticket does not fit its network at ${parameter}`,
        value: mask?.shape,
        expected: `a mask of ${shape.join(' x ')}`,
      });
    }
    const dense = layer.kind === 'dense';
    const kernel = dense ? ([1, 1] as const) : ([shape[2]!, shape[3]!] as const);
    return [{ layer, parameter, inputs: inputsOf.get(layer.name)!, outputs: shape[dense ? 1 : 0]!, kernel, mask }];
  });
}

/** Kept weights of a layer. */
export interface KeptWeights {
  /** By position of the kernel, row by row, the inputs of a position together: position * inputs + input. */
  readonly rows: Uint32Array;
  readonly inputs: Uint32Array;
  readonly outputs: Uint32Array;
}

/** Kept weights of each input at each position of the kernel, of each input, and of each output of a layer. */
export function keptOf({ layer, inputs, outputs, kernel, mask: { bits, total } }: LayerMask): KeptWeights {
  const positions = kernel[0] * kernel[1];
  const kept = {
    rows: new Uint32Array(positions * inputs),
    inputs: new Uint32Array(inputs),
    outputs: new Uint32Array(outputs),
  };
  // A group's outputs read the inputs of the group only.
  const read = total / (positions * outputs);
  const perGroup = (outputs * read) / inputs;
  for (let i = 0; i < total; i++) {
    if (((bits[i >>> 5]! >>> (i & 31)) & 1) === 0) continue;
    let [output, input, position] = [i % outputs, Math.floor(i / outputs), 0];
    if (layer.kind === 'conv') {
      position = i % positions;
      output = Math.floor(i / (positions * read));
      input = Math.floor(output / perGroup) * read + (Math.floor(i / positions) % read);
    }
    kept.rows[position * inputs + input]!++;
    kept.inputs[input]!++;
    kept.outputs[output]!++;
  }
  return kept;
}
