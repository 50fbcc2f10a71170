import type { NetworkStructure } from '@tombola/nn';
import type { TicketInputs } from '@tombola/shared';
import { keptOf, type LayerMask } from './layer-masks';

/** How the rows of a layer's kept weights lie in a picture. */
interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The row of a pixel's channel. */
  readonly rowOf: (y: number, x: number, channel: number) => number;
}

/** A convolution's picture is its kernel; a dense layer's the image that it reads, flattened from channels, rows, columns. */
function pictureOf({ nodes }: NetworkStructure, { layer, kernel, inputs }: LayerMask): Picture {
  if (layer.kind === 'conv') {
    const [height, width] = kernel;
    return { height, width, channels: inputs, rowOf: (y, x, channel) => (y * width + x) * inputs + channel };
  }
  const read = nodes.find(({ name }) => name === layer.name)!.inputs[0];
  const shape = nodes.find(({ name, op }) => name === read && op === 'flatten')?.inputShapes[0];
  const [channels, height = 1, width = 1] = shape ?? [inputs];
  return { height, width, channels, rowOf: (y, x, channel) => (channel * height + y) * width + x };
}

/** How many units of the first layer still read each channel of each pixel, or of each place of their kernels. */
export function inputConnections(network: NetworkStructure, first: LayerMask): Omit<TicketInputs, 'level'> {
  const { kind, name: layer } = first.layer;
  const { height, width, channels, rowOf } = pictureOf(network, first);
  const { rows } = keptOf(first);
  const counts = Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return rows[rowOf(Math.floor(pixel / width), pixel % width, i % channels)]!;
  });
  return { layer, kind, height, width, channels, outputs: first.outputs, counts };
}
