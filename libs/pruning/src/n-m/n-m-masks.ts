import { tensor, type Tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { Masks } from '../masks';
import { alongInputs, keptOfGroup, type Pattern } from './pattern';

// Looked up once: in sandboxes such as a test runner's, a look-up of a global costs more than the comparison.
const { abs } = Math;
const { isNaN } = Number;

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
  const [outer, inputs, inner] = alongInputs(shape);
  const mask = new Uint8Array(data.length);
  for (let o = 0; o < outer; o++) {
    for (let first = 0; first < inputs; first += pattern.m) {
      const size = Math.min(pattern.m, inputs - first);
      const from = (o * inputs + first) * inner;
      keepInGroups(data, mask, { from, size, inner, kept: keptOfGroup(size, pattern) });
    }
  }
  return tensor(mask, shape, 'uint8');
}

/** As many groups side by side as weights have one input: [size, inner] from a place on. */
interface Groups {
  readonly from: number;
  readonly size: number;
  readonly inner: number;
  /** How many of each are kept. */
  readonly kept: number;
}

/** The largest of every group, one after the other; the first of equal ones. Row by row, as they lie in memory. */
function keepInGroups(data: Float32Array, mask: Uint8Array, { from, size, inner, kept }: Groups): void {
  const largest = new Float32Array(inner);
  const places = new Uint32Array(inner);
  for (let k = 0; k < kept; k++) {
    largest.fill(-1);
    for (let row = from; row < from + size * inner; row += inner) {
      for (let i = 0; i < inner; i++) {
        const magnitude = abs(data[row + i]!);
        if (magnitude <= largest[i]! || mask[row + i] !== 0) continue;
        if (isNaN(magnitude)) throw new InputError({ what: 'a weight is NaN', expected: 'numbers' });
        largest[i] = magnitude;
        places[i] = row + i;
      }
    }
    for (let i = 0; i < inner; i++) mask[places[i]!] = 1;
  }
}
