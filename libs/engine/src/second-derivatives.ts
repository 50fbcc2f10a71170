import * as tf from '@tensorflow/tfjs-core';
import { avgPoolGrad } from '@tensorflow/tfjs-core/dist/ops/avg_pool_grad';
import { conv2DBackpropInput } from '@tensorflow/tfjs-core/dist/ops/conv2d_backprop_input';
import { depthwiseConv2dNativeBackpropFilter } from '@tensorflow/tfjs-core/dist/ops/depthwise_conv2d_native_backprop_filter';
import { depthwiseConv2dNativeBackpropInput } from '@tensorflow/tfjs-core/dist/ops/depthwise_conv2d_native_backprop_input';
import { maxPoolGrad } from '@tensorflow/tfjs-core/dist/ops/max_pool_grad';

/**
 * Gradients of gradients where TensorFlow.js lacks them or has them wrong, so that Hessian-vector products and gradients
 * through optimizer steps can be had of every network. They are registered with TensorFlow.js and are its own from then on.
 */
export function registerSecondDerivatives(): void {
  registerConvolutions();
  registerPiecewiseLinear();
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

/**
 * ReLU and pools are linear around what they are given, so their gradients are functions of what flows back alone. That a
 * mask or a place depends on the input too TensorFlow.js would differentiate, and find zeros of the size of every image.
 */
function registerPiecewiseLinear(): void {
  tf.registerGradient({
    kernelName: tf.Relu,
    inputsToSave: ['x'],
    gradFunc: (upstream, [x]) => {
      const through = (flow: tf.Tensor) => tf.mul(flow, tf.cast(tf.step(x!), 'float32'));
      return { x: () => linear(upstream as tf.Tensor, through, through) };
    },
  });
  tf.registerGradient({
    kernelName: tf.MaxPool,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (upstream, saved, attrs) => {
      const [x, y] = saved as Images[];
      const pool = attrs as unknown as tf.MaxPoolAttrs;
      const back = (flow: tf.Tensor) => maxPoolGrad(flow as Images, x!, y!, pool.filterSize, pool.strides, pool.pad);
      return { x: () => linear(upstream as tf.Tensor, back, (flow) => atGreatest(flow as Images, x!, y!, pool)) };
    },
  });
  tf.registerGradient({
    kernelName: tf.AvgPool,
    inputsToSave: ['x'],
    gradFunc: (upstream, saved, attrs) => {
      const [x] = saved as Images[];
      const { filterSize, strides, pad } = attrs as unknown as tf.AvgPoolAttrs;
      const back = (flow: tf.Tensor) => avgPoolGrad(flow as Images, x!, filterSize, strides, pad);
      return {
        x: () => linear(upstream as tf.Tensor, back, (flow) => tf.avgPool(flow as Images, filterSize, strides, pad)),
      };
    },
  });
}

type Flow = (flow: tf.Tensor) => tf.Tensor;

/** `forth` of a tensor, whose gradient is `back`: of nothing else that they are made of. */
function linear(flow: tf.Tensor, forth: Flow, back: Flow): tf.Tensor {
  return tf.customGrad((x) => ({ value: forth(x as tf.Tensor), gradFunc: back }))(flow);
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
