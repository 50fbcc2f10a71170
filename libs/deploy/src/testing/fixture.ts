import { sizeOf, tensor } from '@tombola/engine';
import { initialise, lenet300100, prunableOf, type Examples, type MaskTensors, type Network } from '@tombola/nn';
import { randomStream } from '@tombola/shared';
import type { ExportOptions } from '../export';

/** LeNet-300-100 for 14 x 14 pixels: every path of the real one, a quarter of the work. */
export const network = lenet300100({ inputShape: [1, 14, 14], classes: 10 });

export const pixels = { mean: [0.1307], std: [0.3081] };

export const provenance = { trial: 'abc123', seed: '3', level: '2', dataset: 'glyphs', licence: 'MIT' };

/** Masks that keep each weight with the probability `density`. */
export function randomMasks(of: Network, seed: number, density = 0.2): MaskTensors {
  return Object.fromEntries(
    prunableOf(of).map(({ name, shape }) => {
      const random = randomStream(seed, 'mask', name);
      const bits = Array.from({ length: sizeOf(shape) }, () => (random.uniform() < density ? 1 : 0));
      return [name, tensor(bits, shape)];
    }),
  );
}

/** Random images and labels in batches of 128; the last one is shorter. */
export function randomExamples(seed: number, count: number): Examples {
  const random = randomStream(seed, 'examples');
  const images = Uint8Array.from({ length: count * 196 }, () => random.integer(256));
  const labels = Int32Array.from({ length: count }, () => random.integer(10));
  return function* () {
    for (let i = 0; i < count; i += 128) {
      yield { images: images.subarray(i * 196, (i + 128) * 196), labels: labels.subarray(i, i + 128) };
    }
  };
}

/** A network with random weights, its biases too, and what an export needs. */
export function randomExport(seed = 1): ExportOptions & { masks: MaskTensors } {
  const initial = initialise(network, 'he-normal', seed);
  const parameters = Object.fromEntries(
    Object.entries(initial).map(([name, { shape, data }]) => {
      const random = randomStream(seed, 'bias', name);
      return [
        name,
        name.endsWith('/bias')
          ? tensor(
              Float32Array.from(data, () => random.normal() / 10),
              shape,
            )
          : tensor(data, shape),
      ];
    }),
  );
  const classes = [...'ABCDEFGHIJ'];
  return { network, parameters, masks: randomMasks(network, seed), pixels, classes, provenance };
}

/** A file with one element of an initializer replaced by what `change` makes of it. */
export function tampered(
  bytes: Uint8Array,
  data: Float32Array,
  index: number,
  change: (value: number) => number,
): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  copy.writeFloatLE(change(data[index]!), at + 4 * index);
  return new Uint8Array(copy);
}
