import { sizeOf, tensor, type Tensor } from '@tombola/engine';
import { prunableOf, type MaskTensors, type Network } from '@tombola/nn';
import { InputError } from '@tombola/shared';

/** A mask for every prunable parameter, of its shape: 1 keeps a weight, 0 prunes it. */
export type Masks = Readonly<Record<string, Tensor<'uint8'>>>;

/** How much a mask keeps. Biases and other parameters that are never pruned are not counted. */
export interface MaskCount {
  readonly kept: number;
  readonly total: number;
  /** kept / total */
  readonly density: number;
}

/** The masks that keep everything. */
export function denseMasks(network: Network): Masks {
  return Object.fromEntries(
    prunableOf(network).map(({ name, shape }) => [name, tensor(new Uint8Array(sizeOf(shape)).fill(1), shape, 'uint8')]),
  );
}

/** Counts one mask. */
export function countMask({ data }: Tensor<'uint8'>): MaskCount {
  let kept = 0;
  for (let i = 0; i < data.length; i++) kept += data[i]!;
  return { kept, total: data.length, density: data.length === 0 ? 1 : kept / data.length };
}

/** Counts all masks of a network together. */
export function countMasks(masks: Masks): MaskCount {
  const counts = Object.values(masks).map(countMask);
  const kept = counts.reduce((sum, count) => sum + count.kept, 0);
  const total = counts.reduce((sum, count) => sum + count.total, 0);
  return { kept, total, density: total === 0 ? 1 : kept / total };
}

/** Whether `inner` keeps nothing that `outer` prunes. */
export function isNested(inner: Masks, outer: Masks): boolean {
  return Object.entries(inner).every(([name, { data }]) => data.every((bit, i) => bit <= (outer[name]?.data[i] ?? 0)));
}

/** The masks as training multiplies by them. */
export function toMaskTensors(masks: Masks): MaskTensors {
  return Object.fromEntries(
    Object.entries(masks).map(([name, { shape, data }]) => [name, tensor(Float32Array.from(data), shape)]),
  );
}

/** Masks that training multiplied by, as bits again. */
export function fromMaskTensors(masks: MaskTensors): Masks {
  return Object.fromEntries(
    Object.entries(masks).map(([name, { shape, data }]) => [name, tensor(Uint8Array.from(data), shape, 'uint8')]),
  );
}

/**
 * Checks masks against a network: one mask for every prunable parameter, of its shape, of zeros and ones.
 *
 * @throws {InputError} naming the parameter.
 */
export function checkMasks(masks: Masks, network: Network): void {
  const parameters = prunableOf(network);
  for (const { name, shape } of parameters) {
    const mask = masks[name];
    if (mask === undefined) {
      throw new InputError({ what: `there is no mask for ${name}`, expected: 'one for every prunable parameter' });
    }
    if (mask.shape.length !== shape.length || mask.shape.some((extent, axis) => extent !== shape[axis])) {
      throw new InputError({
        what: `the mask of ${name} has the wrong shape`,
        value: mask.shape,
        expected: `[${shape.join(', ')}]`,
      });
    }
    const wrong = mask.data.find((bit) => bit !== 0 && bit !== 1);
    if (wrong !== undefined) {
      throw new InputError({ what: `the mask of ${name} holds another value`, value: wrong, expected: '0 or 1' });
    }
  }
  for (const name of Object.keys(masks)) {
    if (!parameters.some((parameter) => parameter.name === name)) {
      throw new InputError({
        what: 'there is a mask for something that cannot be pruned',
        value: name,
        expected: parameters.map((parameter) => parameter.name).join(', '),
      });
    }
  }
}
