import { constant, int64s, nodeWithOutputs } from '../../graph/graph';
import { defineKernel, elementwise, filled, like, number, typed, reshape, type Traced } from './define';
import { inChannelsFirst, pooling } from './geometry';
import { sizeOf } from '../../tensor';

/** Pooling and its gradients; images are channels last in TensorFlow.js. */
export function definePooling(): void {
  defineKernel('MaxPool', ({ inputs: { x }, attrs }) => {
    const { outShape, attributes } = pooling(x!.shape, attrs);
    return inChannelsFirst(true, [x!], (images) => like('MaxPool', [images], outShape, attributes));
  });
  defineKernel('MaxPoolGrad', ({ inputs: { dy, input }, attrs }) => {
    const pool = pooling(input!.shape, attrs);
    return inChannelsFirst(true, [input!, dy!], (images, upstream) => maxPoolGradient(images, upstream, pool));
  });
  defineKernel('AvgPool', ({ inputs: { x }, attrs }) => {
    const { outShape, attributes } = pooling(x!.shape, attrs);
    return inChannelsFirst(true, [x!], (images) => like('AveragePool', [images], outShape, attributes));
  });
  defineKernel('AvgPoolGrad', ({ inputs: { dy, input }, attrs }) => {
    const pool = pooling(input!.shape, attrs);
    return inChannelsFirst(true, [dy!], (upstream) => averagePoolGradient(upstream, pool));
  });
}

type Pool = ReturnType<typeof pooling>;

/** What flows back to where the greatest of each window stands, to the first of equals. */
function maxPoolGradient(images: Traced, upstream: Traced, { inShape, outShape, attributes }: Pool): Traced {
  const places = nodeWithOutputs(
    'MaxPool',
    [images],
    [
      { dtype: 'float32', shape: outShape },
      { dtype: 'int64', shape: outShape },
    ],
    attributes,
  )[1] as Traced;
  // The runtime does not unpool into what it takes for nothing, even when it is told the shape.
  const covered = outShape.slice(2).map((extent, axis) => coverOf(attributes, extent, axis));
  if (!overlap(attributes) && covered.every((extent) => extent > 0)) {
    const { kernel_shape, strides, pads } = attributes;
    return typed('MaxUnpool', [upstream, places, int64s(inShape)], 'float32', inShape, { kernel_shape, strides, pads });
  }
  // Windows that overlap may have their greatest in common: what flows back to it adds up.
  const size = [sizeOf(inShape)];
  const zeros = filled(0, size, 'float32');
  const [at, added] = [places, upstream].map((value) => reshape(value, [sizeOf(outShape)]));
  return reshape(typed('ScatterElements', [zeros, at, added], 'float32', size, { axis: 0, reduction: 'add' }), inShape);
}

/** Rows or columns from the first window to the last, padding taken off. */
function coverOf({ kernel_shape, strides, pads }: Pool['attributes'], windows: number, axis: number): number {
  return (windows - 1) * strides[axis]! + kernel_shape[axis]! - pads[axis]! - pads[axis + 2]!;
}

function overlap({ kernel_shape, strides }: Pool['attributes']): boolean {
  return kernel_shape.some((extent, axis) => extent > strides[axis]!);
}

/** What flows back to every pixel of a window in equal shares; padding has no share. */
function averagePoolGradient(upstream: Traced, { inShape, outShape, attributes }: Pool): Traced {
  const { kernel_shape, strides, pads } = attributes;
  const channels = inShape[1]!;
  const [height, width] = kernel_shape as [number, number];
  const weights = filled(1, [channels, 1, height, width], 'float32');
  const share = pads.every((pad) => pad === 0)
    ? elementwise('Mul', upstream, number(1 / (height * width)))
    : elementwise('Div', upstream, windowSizes(inShape, outShape, attributes));
  return typed(
    'ConvInputGradient',
    [share, weights],
    'float32',
    inShape,
    {
      kernel_shape,
      strides,
      pads,
      dilations: [1, 1],
      group: channels,
    },
    'tombola',
  );
}

/** How many pixels each window covers, [1, 1, height, width]. */
function windowSizes(inShape: readonly number[], outShape: readonly number[], attributes: Pool['attributes']): Traced {
  const { kernel_shape, strides, pads } = attributes;
  const covered = [0, 1].map((axis) =>
    Array.from({ length: outShape[axis + 2]! }, (_, i) => {
      const start = i * strides[axis]! - pads[axis]!;
      return Math.min(start + kernel_shape[axis]!, inShape[axis + 2]!) - Math.max(start, 0);
    }),
  );
  const sizes = covered[0]!.flatMap((rows) => covered[1]!.map((columns) => rows * columns));
  return constant('float32', [1, 1, ...outShape.slice(2)], Float32Array.from(sizes)) as Traced;
}
