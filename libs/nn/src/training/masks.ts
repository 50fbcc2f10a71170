import { tensor, type Tensor } from '@tombola/engine';
import { InputError } from '@tombola/shared';
import { prunableOf, type Network } from '../network/network';

/** Masks by the name of the parameter that they thin out; 1 keeps, 0 prunes. */
export type MaskTensors = Readonly<Record<string, Tensor<'float32'>>>;

/**
 * Checks that there is a mask of zeros and ones for every prunable parameter, of its shape, and no other. A mask that
 * training does not know would be silently undone by the first step.
 *
 * @throws {InputError} naming the parameter.
 */
export function checkMasks(masks: MaskTensors, network: Network): void {
  const prunable = new Map(prunableOf(network).map(({ name, shape }) => [name, shape]));
  const known = [...prunable.keys()].join(', ');
  const extra = Object.keys(masks).find((name) => !prunable.has(name));
  if (extra !== undefined) {
    throw new InputError({ what: `${network.name} has no such prunable parameter`, value: extra, expected: known });
  }
  for (const [name, shape] of prunable) {
    const mask = masks[name];
    if (mask === undefined) throw new InputError({ what: `the mask of ${name} is missing`, expected: known });
    if (mask.shape.join() !== shape.join()) {
      throw new InputError({
        what: `the mask of ${name} has the wrong shape`,
        value: mask.shape,
        expected: `[${shape.join(', ')}]`,
      });
    }
    const other = otherNumber(mask.data);
    if (other !== undefined) {
      throw new InputError({ what: `the mask of ${name} holds another number`, value: other, expected: '0 or 1' });
    }
  }
}

/** The first that is neither 0 nor 1; no closure a weight, for methods that change masks in every hundredth step. */
function otherNumber(bits: Float32Array): number | undefined {
  for (let i = 0; i < bits.length; i++) if (bits[i] !== 0 && bits[i] !== 1) return bits[i];
  return undefined;
}

/** A parameter with its pruned elements exactly +0; itself where it has no mask. */
export function applyMask(parameter: Tensor<'float32'>, mask: Tensor<'float32'> | undefined): Tensor<'float32'> {
  if (mask === undefined) return parameter;
  const data = parameter.data.slice();
  for (let i = 0; i < data.length; i++) if (mask.data[i] === 0) data[i] = 0;
  return tensor(data, parameter.shape);
}
