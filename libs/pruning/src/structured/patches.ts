import type { Tensor } from '@tombola/engine';
import type { RandomStream } from '@tombola/shared';
import type { Mixer } from './reading';

/** One output of a layer: of which image of the sample, and where. Of a dense layer all are at 0, 0. */
export interface Place {
  readonly image: number;
  readonly row: number;
  readonly column: number;
}

/** Places of a layer's outputs, drawn at random: `each` of every image. */
export function drawPlaces(node: Mixer, images: number, each: number, random: RandomStream): Place[] {
  const [, rows = 1, columns = 1] = node.outputShape;
  return Array.from({ length: images * each }, (_, i) => ({
    image: Math.floor(i / each),
    row: random.integer(rows),
    column: random.integer(columns),
  }));
}

/**
 * What a layer reads for its outputs at some places, float32 [places, inputs]: for a convolution without groups channels *
 * height * width numbers in the order of its weights, 0 in the padding.
 *
 * @param inputs what the layer reads: [images, channels, height, width], or [images, units]
 */
export function patchesAt(node: Mixer, inputs: Tensor<'float32'>, places: readonly Place[]): Float32Array {
  const { data } = inputs;
  if (node.op === 'dense') {
    const [, units] = inputs.shape as [number, number];
    const patches = new Float32Array(places.length * units);
    places.forEach(({ image }, i) => patches.set(data.subarray(image * units, (image + 1) * units), i * units));
    return patches;
  }
  const [, channels, height, width] = inputs.shape as [number, number, number, number];
  const [kernelRows, kernelColumns] = node.kernel;
  const patches = new Float32Array(places.length * channels * kernelRows * kernelColumns);
  let at = 0;
  for (const { image, row, column } of places) {
    const [top, left] = [row * node.stride[0] - node.padding[0], column * node.stride[1] - node.padding[2]];
    for (let channel = 0; channel < channels; channel++) {
      const plane = (image * channels + channel) * height;
      for (let y = top; y < top + kernelRows; y++) {
        for (let x = left; x < left + kernelColumns; x++) {
          if (y >= 0 && y < height && x >= 0 && x < width) patches[at] = data[(plane + y) * width + x]!;
          at += 1;
        }
      }
    }
  }
  return patches;
}

/** The weights of a layer as [outputs, inputs of a patch]. */
export function weightRows(node: Mixer, { data }: Tensor<'float32'>): Float32Array {
  if (node.op === 'conv') return data;
  const [units, inputs] = [node.units, data.length / node.units];
  return Float32Array.from(data, (_, i) => data[(i % inputs) * units + Math.floor(i / inputs)]!);
}

/** The weights of a layer, as it has them, from [outputs, inputs of a patch]. */
export function weightsOfRows(node: Mixer, rows: Float32Array): Float32Array {
  if (node.op === 'conv') return rows;
  const [units, inputs] = [node.units, rows.length / node.units];
  return Float32Array.from(rows, (_, i) => rows[(i % units) * inputs + Math.floor(i / units)]!);
}
