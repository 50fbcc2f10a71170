import type { Node } from '../../graph/graph';
import { tf } from '../../tensorflow';
import { TraceError } from '../errors';
import { transpose, type KernelCall, type Traced } from './define';

type Window = Parameters<typeof tf.backend_util.computePool2DInfo>[1];
type Padding = Parameters<typeof tf.backend_util.computePool2DInfo>[4];
type Rounding = Parameters<typeof tf.backend_util.computePool2DInfo>[5];

/** Is the data of a kernel channels last, as TensorFlow.js has it unless told otherwise? */
export function isChannelsLast({ dataFormat }: KernelCall['attrs']): boolean {
  return (dataFormat ?? 'NHWC') === 'NHWC';
}

/**
 * A kernel of images written in ONNX's layout, [batch, channels, height, width]: its operands are brought there and its
 * result back. Where the next kernel does the same, the transposes between them cancel.
 */
export function inChannelsFirst(
  channelsLast: boolean,
  operands: readonly Traced[],
  emit: (...operands: Traced[]) => Traced,
): Traced {
  if (!channelsLast) return emit(...operands);
  return transpose(emit(...operands.map((operand) => transpose(operand, [0, 3, 1, 2]))), [0, 2, 3, 1]);
}

/** What a convolution is, by the shapes of images and filters as TensorFlow.js has them. */
export function convolution(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: KernelCall['attrs'],
  depthwise = false,
) {
  const channelsLast = isChannelsLast(attrs);
  const info = tf.backend_util.computeConv2DInfo(
    xShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides as number | [number, number],
    (attrs.dilations as number | [number, number] | undefined) ?? 1,
    attrs.pad as Padding,
    attrs.dimRoundingMode as Rounding,
    depthwise,
    channelsLast ? 'channelsLast' : 'channelsFirst',
  );
  return {
    channelsLast,
    /** [batch, channels, height, width] of the input and of the output. */
    inShape: [info.batchSize, info.inChannels, info.inHeight, info.inWidth],
    outShape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth],
    attributes: { ...windowAttributes(info), group: depthwise ? info.inChannels : 1 },
  };
}

/** What a pooling is; images are channels last. */
export function pooling(xShape: readonly number[], attrs: KernelCall['attrs']) {
  const info = tf.backend_util.computePool2DInfo(
    xShape as [number, number, number, number],
    attrs.filterSize as Window,
    attrs.strides as Window,
    1,
    attrs.pad as Padding,
    attrs.dimRoundingMode as Rounding,
  );
  const { kernel_shape, strides, pads } = windowAttributes(info);
  return {
    inShape: [info.batchSize, info.inChannels, info.inHeight, info.inWidth],
    outShape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth],
    attributes: { kernel_shape, strides, pads },
  };
}

type Info = ReturnType<typeof tf.backend_util.computePool2DInfo>;

/** ONNX's attributes of a window that slides over images. */
function windowAttributes(info: Info) {
  const { top, bottom, left, right } = info.padInfo;
  const pads = [top, left, bottom, right];
  if (pads.some((pad) => pad < 0)) {
    throw new TraceError(`A window with the padding [${pads.join(', ')}] cannot be traced: crop the images before.`);
  }
  return {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads,
  } satisfies Node['attributes'];
}
