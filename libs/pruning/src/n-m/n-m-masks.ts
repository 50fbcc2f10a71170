import { tensor, type Tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { Masks } from '../masks';
import { alongInputs, keptOfGroup, type Pattern } from './pattern';

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
  const largest = new Largest(pattern.n);
  for (let o = 0; o < outer; o++) {
    for (let from = 0; from < inputs; from += pattern.m) {
      const to = Math.min(inputs, from + pattern.m);
      const kept = keptOfGroup(to - from, pattern);
      for (let i = 0; i < inner; i++) {
        largest.start(kept);
        for (let input = from; input < to; input++) {
          const at = (o * inputs + input) * inner + i;
          largest.see(Math.abs(data[at]!), at);
        }
        for (let k = 0; k < kept; k++) mask[largest.places[k]!] = 1;
      }
    }
  }
  return tensor(mask, shape, 'uint8');
}

/** The places of the largest of the numbers that it sees, largest first; of equal ones it keeps the first. */
class Largest {
  readonly places: Uint32Array;
  private readonly values: Float32Array;
  private count = 0;

  constructor(most: number) {
    this.places = new Uint32Array(most);
    this.values = new Float32Array(most);
  }

  /** @param count how many to keep of what follows */
  start(count: number): void {
    this.count = count;
    this.values.fill(-1);
  }

  /** @param value from 0 */
  see(value: number, place: number): void {
    const { values, places, count } = this;
    if (value <= values[count - 1]!) return;
    let k = count - 1;
    for (; k > 0 && values[k - 1]! < value; k--) {
      values[k] = values[k - 1]!;
      places[k] = places[k - 1]!;
    }
    values[k] = value;
    places[k] = place;
  }
}
