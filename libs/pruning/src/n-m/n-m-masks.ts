import { tensor, type Tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { Masks } from '../masks';
import { alongInputs, keptOfGroup, type Pattern } from './pattern';

const { abs } = Math;

/**
 * N:M masks: of every M consecutive inputs of an output the N largest magnitudes are kept, exactly, of equal ones the first
 * (Zhou et al., ICLR 2021, section 3). Groups lie along the inputs, the dimension that a product sums over, as hardware
 * wants it. Where M does not divide the inputs the last group is shorter and keeps its share of N, rounded up.
 *
 * @throws {InputError} when a weight is NaN.
 */
export function nmMasks(parameters: Parameters, names: readonly string[], pattern: Pattern): Masks {
  return Object.fromEntries(names.map((name) => [name, nmMask(parameters[name]!, pattern)]));
}

/** The mask of one layer's weights. */
export function nmMask({ data, shape }: Tensor<'float32'>, pattern: Pattern): Tensor<'uint8'> {
  if (data.some(Number.isNaN)) throw new InputError({ what: 'a weight is NaN', expected: 'numbers' });
  const [outer, inputs, inner] = alongInputs(shape);
  const mask = new Uint8Array(data.length);
  for (let o = 0; o < outer; o++) {
    for (let first = 0; first < inputs; first += pattern.m) {
      const size = Math.min(pattern.m, inputs - first);
      const [from, kept] = [(o * inputs + first) * inner, keptOfGroup(size, pattern)];
      for (let i = 0; i < inner; i++) keepLargest(data, mask, { from: from + i, stride: inner, size, kept });
    }
  }
  return tensor(mask, shape, 'uint8');
}

interface Group {
  readonly from: number;
  readonly stride: number;
  readonly size: number;
  /** How many of it are kept. */
  readonly kept: number;
}

/** The largest of a group one after the other; the first of equal ones. */
function keepLargest(data: Float32Array, mask: Uint8Array, { from, stride, size, kept }: Group): void {
  const end = from + size * stride;
  for (let k = 0; k < kept; k++) {
    let largest = -1;
    let place = from;
    for (let at = from; at < end; at += stride) {
      const magnitude = abs(data[at]!);
      if (magnitude > largest && mask[at] === 0) {
        largest = magnitude;
        place = at;
      }
    }
    mask[place] = 1;
  }
}
