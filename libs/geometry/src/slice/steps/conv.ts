import type { SlidingWindow } from '../sliding-window';
import { Reader } from './reader';
import { anything, unchanged, type Rows, type Step } from './rows';

/** A convolution of images whose channels come last. */
export interface ConvOptions {
  readonly window: SlidingWindow;
  readonly channelsIn: number;
  readonly channels: number;
  readonly groups: number;
  /** [channels, channels in / groups, height, width] */
  readonly weights: Float64Array;
  /** [channels] */
  readonly bias: Float64Array;
}

/** rows = weights * input + bias, by adding what every unit that changed gives to the places whose windows it is in. */
export function convStep(options: ConvOptions, input: Rows, told: boolean, rows: Rows): Step {
  const { window, channelsIn, channels, groups, bias } = options;
  const { image, size, stride, padding, places } = window;
  const kernel = outputsLast(options);
  const [inGroup, outGroup] = [channelsIn / groups, channels / groups];
  const { values } = rows;
  // Directions come from dense layers, which make no images.
  const reader = new Reader(input, told);

  const spread = (unit: number, a: number, b: number, c: number) => {
    const channel = unit % channelsIn;
    const place = (unit - channel) / channelsIn;
    const column = (place % image[1]) + padding[2];
    const row = (place - (place % image[1])) / image[1] + padding[0];
    const firstChannel = Math.floor(channel / inGroup) * outGroup;
    for (let y = 0; y < size[0]; y++) {
      const down = row - y;
      if (down < 0 || down % stride[0] !== 0 || down / stride[0] >= places[0]) continue;
      for (let x = 0; x < size[1]; x++) {
        const across = column - x;
        if (across < 0 || across % stride[1] !== 0 || across / stride[1] >= places[1]) continue;
        const target = ((down / stride[0]) * places[1] + across / stride[1]) * channels + firstChannel;
        let weightAt = ((y * size[1] + x) * channelsIn + channel) * outGroup;
        for (let i = 3 * target, end = i + 3 * outGroup; i < end; i += 3) {
          const weight = kernel[weightAt++]!;
          values[i] = values[i]! + weight * a;
          values[i + 1] = values[i + 1]! + weight * b;
          values[i + 2] = values[i + 2]! + weight * c;
        }
      }
    }
  };

  return {
    update() {
      if (reader.read()) setToBias(bias, values);
      const { units, differences, count, change } = reader.changed;
      rows.change = change === unchanged ? unchanged : anything;
      if (change === unchanged) return;
      for (let k = 0; k < count; k++) {
        spread(units[k]!, differences[3 * k]!, differences[3 * k + 1]!, differences[3 * k + 2]!);
      }
    },
  };
}

function setToBias(bias: Float64Array, values: Float64Array): void {
  values.fill(0);
  for (let i = 2, channel = 0; i < values.length; i += 3) {
    values[i] = bias[channel]!;
    channel = channel + 1 === bias.length ? 0 : channel + 1;
  }
}

/** Weights as [height, width, channels in, channels / groups]. */
function outputsLast({ window: { size }, channelsIn, channels, groups, weights }: ConvOptions): Float64Array {
  const [inGroup, outGroup] = [channelsIn / groups, channels / groups];
  const area = size[0] * size[1];
  const result = new Float64Array(weights.length);
  for (let channel = 0; channel < channels; channel++) {
    const group = Math.floor(channel / outGroup);
    for (let i = 0; i < inGroup; i++) {
      for (let place = 0; place < area; place++) {
        const to = (place * channelsIn + group * inGroup + i) * outGroup + (channel % outGroup);
        result[to] = weights[(channel * inGroup + i) * area + place]!;
      }
    }
  }
  return result;
}
