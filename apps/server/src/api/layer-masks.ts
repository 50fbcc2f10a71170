import type { Layer, NetworkStructure } from '@tombola/nn';
import { DamagedError } from '@tombola/shared';
import type { PackedMask, TicketMasks } from './ticket-masks';

/**
 * The mask of a layer's weights as a matrix. Weights are [..., in, out]: a dense layer's are [in, out], a kernel's have
 * its positions before that. A row is a position and an input, the inputs of a position together.
 */
export interface LayerMask {
  readonly layer: Layer;
  /** Of the weights. */
  readonly parameter: string;
  /** 1 without a kernel. */
  readonly positions: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly mask: PackedMask;
}

/** The masks of the layers that pruning may thin out, from the input to the logits. @throws {DamagedError} */
export function layerMasks({ layers }: NetworkStructure, masks: TicketMasks): LayerMask[] {
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
    const [inputs, outputs] = shape.slice(-2) as [number, number];
    const positions = shape.slice(0, -2).reduce((product, extent) => product * extent, 1);
    return [{ layer, parameter, positions, inputs, outputs, mask }];
  });
}

/** Kept weights of each row, and of each output, of a layer. */
export function keptOf({ positions, inputs, outputs, mask: { bits } }: LayerMask): {
  readonly rows: Uint32Array;
  readonly outputs: Uint32Array;
} {
  const kept = { rows: new Uint32Array(positions * inputs), outputs: new Uint32Array(outputs) };
  for (let row = 0, i = 0; row < kept.rows.length; row++) {
    for (let output = 0; output < outputs; output++, i++) {
      const bit = (bits[i >>> 5]! >>> (i & 31)) & 1;
      kept.rows[row]! += bit;
      kept.outputs[output]! += bit;
    }
  }
  return kept;
}
