import { defineKernel, elementwise, like, reshape, transpose, typed, type Traced } from './define';
import { activate } from './activation';
import { convolution, inChannelsFirst } from './geometry';

/**
 * Convolutions and their gradients. In a graph images are [batch, channels, height, width] and filters
 * [out, in / groups, height, width]; the gradients are operations of our own that `lower` writes as the target runs
 * them fastest.
 */
export function defineConvolutions(): void {
  defineKernel('Conv2D', ({ inputs: { x, filter }, attrs }) => conv2d(x!, filter!, attrs));
  defineKernel('FusedConv2D', ({ inputs: { x, filter, bias, preluActivationWeights }, attrs }) => {
    const product = conv2d(x!, filter!, attrs);
    return activate(bias === undefined ? product : elementwise('Add', product, bias), attrs, preluActivationWeights);
  });
  defineKernel('Conv2DBackpropInput', ({ inputs: { dy, filter }, attrs }) => {
    const { channelsLast, inShape, attributes } = convolution(attrs.inputShape as number[], filter!.shape, attrs);
    const weights = transpose(filter!, OIHW);
    return inChannelsFirst(channelsLast, [dy!], (upstream) =>
      ours('ConvInputGradient', [upstream, weights], inShape, attributes),
    );
  });
  defineKernel('Conv2DBackpropFilter', ({ inputs: { x, dy }, attrs }) => {
    const shape = attrs.filterShape as number[];
    const { channelsLast, attributes } = convolution(x!.shape, shape, attrs);
    const [images, upstream] = [x!, dy!].map((value) => (channelsLast ? transpose(value, [0, 3, 1, 2]) : value));
    const weights = OIHW.map((axis) => shape[axis]!);
    return transpose(ours('ConvFilterGradient', [images!, upstream!], weights, attributes), HWIO);
  });
  defineDepthwise();
}

/** TensorFlow.js has filters as [height, width, in, out]. */
const OIHW = [3, 2, 0, 1];
const HWIO = [2, 3, 1, 0];

function conv2d(x: Traced, filter: Traced, attrs: Readonly<Record<string, unknown>>): Traced {
  const { channelsLast, outShape, attributes } = convolution(x.shape, filter.shape, attrs);
  const weights = transpose(filter, OIHW);
  return inChannelsFirst(channelsLast, [x], (images) => like('Conv', [images, weights], outShape, attributes));
}

function ours(op: string, inputs: readonly Traced[], shape: readonly number[], attributes: object): Traced {
  return typed(op, inputs, 'float32', shape, attributes as Record<string, number[]>, 'tombola');
}

/** Every input channel by filters of its own; TensorFlow.js has them as [height, width, channels, multiplier]. */
function defineDepthwise(): void {
  const call = (xShape: readonly number[], filterShape: readonly number[], attrs: Readonly<Record<string, unknown>>) =>
    convolution(xShape, filterShape, attrs, true);
  const conv = (x: Traced, filter: Traced, attrs: Readonly<Record<string, unknown>>) => {
    const { channelsLast, outShape, attributes } = call(x.shape, filter.shape, attrs);
    const weights = depthwiseWeights(filter);
    return inChannelsFirst(channelsLast, [x], (images) => like('Conv', [images, weights], outShape, attributes));
  };
  defineKernel('DepthwiseConv2dNative', ({ inputs: { x, filter }, attrs }) => conv(x!, filter!, attrs));
  defineKernel('FusedDepthwiseConv2D', ({ inputs: { x, filter, bias, preluActivationWeights }, attrs }) => {
    const product = conv(x!, filter!, attrs);
    return activate(bias === undefined ? product : elementwise('Add', product, bias), attrs, preluActivationWeights);
  });
  defineKernel('DepthwiseConv2dNativeBackpropInput', ({ inputs: { dy, filter }, attrs }) => {
    const { inShape, attributes } = call(attrs.inputShape as number[], filter!.shape, attrs);
    const weights = depthwiseWeights(filter!);
    return inChannelsFirst(true, [dy!], (upstream) =>
      ours('ConvInputGradient', [upstream, weights], inShape, attributes),
    );
  });
  defineKernel('DepthwiseConv2dNativeBackpropFilter', ({ inputs: { x, dy }, attrs }) => {
    const [height, width, channels, multiplier] = attrs.filterShape as [number, number, number, number];
    const { attributes } = call(x!.shape, [height, width, channels, multiplier], attrs);
    const [images, upstream] = [x!, dy!].map((value) => transpose(value, [0, 3, 1, 2]));
    const weights = [channels * multiplier, 1, height, width];
    const gradient = ours('ConvFilterGradient', [images!, upstream!], weights, attributes);
    return transpose(reshape(gradient, [channels, multiplier, height, width]), [2, 3, 0, 1]);
  });
}

function depthwiseWeights(filter: Traced): Traced {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  return reshape(transpose(filter, [2, 3, 0, 1]), [channels * multiplier, 1, height, width]);
}
