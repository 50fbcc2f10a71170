import type { Layer, NetworkStructure } from '@tombola/nn';
import type { TicketInputs } from '@tombola/shared';
import { keptOf, type LayerMask } from './layer-masks';

/** How the rows of a first layer's matrix lie in a picture. */
interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The row of a pixel's channel. */
  readonly rowOf: (y: number, x: number, channel: number) => number;
}

/** By kind of layer: a dense one reads the image, flattened from channels, rows, columns. */
const pictures: Record<Layer['kind'], (network: NetworkStructure, layer: LayerMask) => Picture> = {
  dense: ({ inputShape: [channels, height, width] }) => ({
    height,
    width,
    channels,
    rowOf: (y, x, channel) => (channel * height + y) * width + x,
  }),
};

/** How many units of the first layer still read each channel of each pixel. */
export function inputConnections(network: NetworkStructure, first: LayerMask): Omit<TicketInputs, 'level'> {
  const { kind, name: layer } = first.layer;
  const { height, width, channels, rowOf } = pictures[kind](network, first);
  const { rows } = keptOf(first);
  const counts = Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return rows[rowOf(Math.floor(pixel / width), pixel % width, i % channels)]!;
  });
  return { layer, kind, height, width, channels, outputs: first.outputs, counts };
}
