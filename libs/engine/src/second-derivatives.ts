import * as tf from '@tensorflow/tfjs-core';
import { conv2DBackpropInput } from '@tensorflow/tfjs-core/dist/ops/conv2d_backprop_input';
import { depthwiseConv2dNativeBackpropFilter } from '@tensorflow/tfjs-core/dist/ops/depthwise_conv2d_native_backprop_filter';
import { depthwiseConv2dNativeBackpropInput } from '@tensorflow/tfjs-core/dist/ops/depthwise_conv2d_native_backprop_input';

/**
 * Gradients of gradients where TensorFlow.js lacks them or has them wrong, so that Hessian-vector products and gradients
 * through optimizer steps can be had of every network. They are registered with TensorFlow.js and are its own from then on.
 */
export function registerSecondDerivatives(): void {
  registerConvolutions();
  registerPools();
  for (const [kernelName, input] of ofOutputs) takeOutputAgain(kernelName, input);
}

/** Kernels whose gradient is a function of their output, and the input that the output follows from. */
const ofOutputs = [
  [tf.Exp, 'x'],
  [tf.Sigmoid, 'x'],
  [tf.Tanh, 'x'],
  [tf.Softmax, 'logits'],
] as const;

/**
 * A gradient that computes the kernel's output once more. The output that TensorFlow.js saves comes before the kernel on its
 * tape, so that a second derivative does not see what it depends on and is silently wrong. A graph merges the two.
 */
function takeOutputAgain(kernelName: string, input: string): void {
  const { gradFunc, outputsToSave } = tf.getGradient(kernelName);
  if (outputsToSave === undefined) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: [input],
    gradFunc: (dy, [x], attrs) => {
      const output: tf.Tensor = tf.engine().runKernel(kernelName, { [input]: x! }, attrs);
      return gradFunc(dy, [output], attrs);
    },
  });
}

/** A convolution and its two gradients are the derivatives of one product of three: each one's gradients are the other two. */
function registerConvolutions(): void {
  tf.registerGradient({
    kernelName: tf.Conv2DBackpropFilter,
    inputsToSave: ['x', 'dy'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, dy, filter] = [...saved, upstream as tf.Tensor] as Images[];
      const { strides, pad, dataFormat } = attrs as unknown as tf.Conv2DAttrs;
      return {
        x: () => conv2DBackpropInput(x!.shape, dy!, filter!, strides, pad, dataFormat),
        dy: () => tf.conv2d(x!, filter!, strides, pad, dataFormat),
      };
    },
  });
  tf.registerGradient({
    kernelName: tf.DepthwiseConv2dNativeBackpropInput,
    inputsToSave: ['dy', 'filter'],
    gradFunc: (upstream, saved, attrs) => {
      const [dy, filter, x] = [...saved, upstream as tf.Tensor] as Images[];
      const { strides, pad } = depthwise(attrs);
      return {
        dy: () => tf.depthwiseConv2d(x!, filter!, strides, pad),
        filter: () => depthwiseConv2dNativeBackpropFilter(x!, dy!, filter!.shape, strides, pad),
      };
    },
  });
  tf.registerGradient({
    kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
    inputsToSave: ['x', 'dy'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, dy, filter] = [...saved, upstream as tf.Tensor] as Images[];
      const { strides, pad } = depthwise(attrs);
      return {
        x: () => depthwiseConv2dNativeBackpropInput(x!.shape, dy!, filter!, strides, pad),
        dy: () => tf.depthwiseConv2d(x!, filter!, strides, pad),
      };
    },
  });
}

/** A pool's gradient is linear in what flows back; its own gradient takes the same places forward. */
function registerPools(): void {
  tf.registerGradient({
    kernelName: tf.MaxPoolGrad,
    inputsToSave: ['input', 'output'],
    gradFunc: (upstream, saved, attrs) => {
      const [input, output] = saved as Images[];
      return {
        dy: () => atGreatest(upstream as Images, input!, output!, attrs as unknown as tf.MaxPoolAttrs),
        input: () => tf.zerosLike(input!),
        output: () => tf.zerosLike(output!),
      };
    },
  });
  tf.registerGradient({
    kernelName: tf.AvgPoolGrad,
    inputsToSave: ['input'],
    gradFunc: (upstream, [input], attrs) => {
      const { filterSize, strides, pad } = attrs as unknown as tf.AvgPoolAttrs;
      return {
        dy: () => tf.avgPool(upstream as Images, filterSize, strides, pad),
        input: () => tf.zerosLike(input!),
      };
    },
  });
}

type Images = tf.Tensor4D;

function depthwise(attrs: object): { strides: [number, number]; pad: tf.DepthwiseConv2dNativeAttrs['pad'] } {
  const { strides, pad } = attrs as tf.DepthwiseConv2dNativeAttrs;
  return { strides: typeof strides === 'number' ? [strides, strides] : strides, pad };
}

/** The element of `values` at the place of each window's greatest input, the first of equals. */
function atGreatest(values: Images, input: Images, output: Images, pool: tf.MaxPoolAttrs): tf.Tensor {
  const { filterSize, strides, pad, dimRoundingMode } = pool;
  const shape: Images['shape'] = [...input.shape];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { top, bottom, left, right } = info.padInfo;
  const around: Parameters<typeof tf.pad4d>[1] = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  const [candidates, chosen] = [tf.pad4d(input, around, -Infinity), tf.pad4d(values, around)];
  const window = (images: Images, row: number, column: number) =>
    tf.stridedSlice(
      images,
      [0, row, column, 0],
      [
        shape[0],
        row + (info.outHeight - 1) * info.strideHeight + 1,
        column + (info.outWidth - 1) * info.strideWidth + 1,
        shape[3],
      ],
      [1, info.strideHeight, info.strideWidth, 1],
    );
  // From the last place of the window to the first, so that the first of equals has the last word.
  let result: tf.Tensor = tf.zerosLike(output);
  for (let place = info.filterHeight * info.filterWidth - 1; place >= 0; place--) {
    const [row, column] = [Math.floor(place / info.filterWidth), place % info.filterWidth];
    const greatest = tf.equal(window(candidates, row, column), output);
    result = tf.where(greatest, window(chosen, row, column), result);
  }
  return result;
}
