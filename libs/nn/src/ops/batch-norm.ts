import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

export interface BatchNormParameters {
  /** float32 [channels], each. */
  readonly scale: tfTypes.Tensor;
  readonly shift: tfTypes.Tensor;
}

export interface BatchNormStatistics {
  /** float32 [channels], each. */
  readonly mean: tfTypes.Tensor;
  readonly variance: tfTypes.Tensor;
}

export interface BatchNormOptions {
  readonly epsilon: number;
  /** running = momentum * running + (1 - momentum) * batch */
  readonly momentum: number;
}

/**
 * Batch normalisation in training (Ioffe and Szegedy 2015, algorithm 1): every channel of the batch, of x [batch,
 * channels, ...], gets mean 0 and variance 1, then scale and shift. The gradient takes in how mean and variance depend
 * on x; the running statistics take the unbiased variance.
 *
 * The variance is E[x²] - E[x]², in one pass; it loses digits only where a channel's mean is hundreds of times its
 * deviation.
 */
export function batchNormTrain(
  x: tfTypes.Tensor,
  { scale, shift }: BatchNormParameters,
  running: BatchNormStatistics,
  { epsilon, momentum }: BatchNormOptions,
): { y: tfTypes.Tensor; statistics: BatchNormStatistics } {
  const count = x.size / x.shape[1]!;
  const mean = tf.mul(channelSums(x), 1 / count);
  const variance = tf.relu(tf.sub(tf.mul(channelSums(tf.mul(x, x)), 1 / count), tf.mul(mean, mean)));
  /** 1 / the deviation */
  const deviations = tf.rsqrt(tf.add(variance, epsilon));

  // Mean and variance are parts of one function of x here, so its gradient is written down as a whole.
  const normalise = tf.customGrad((...args) => {
    const save = args.at(-1) as unknown as tfTypes.GradSaveFunc;
    const [input, gain, offset] = args as unknown as tfTypes.Tensor[];
    const slope = tf.mul(gain!, deviations);
    const value = affine(input!, slope, tf.sub(offset!, tf.mul(mean, slope)));
    save([input!, gain!, mean, deviations]);
    return { value, gradFunc: (upstream, saved) => gradients(upstream, saved) };
  });
  const gradients = (upstream: tfTypes.Tensor, [input, gain, average, inverse]: tfTypes.Tensor[]) => {
    // Once more, where a gradient of this gradient sees what it depends on; a graph merges the two.
    const slope = tf.mul(gain!, inverse!);
    const sum = channelSums(upstream);
    const product = channelSums(tf.mul(upstream, input!));
    const byScale = tf.mul(inverse!, tf.sub(product, tf.mul(average!, sum)));
    // byInput = slope (upstream - mean of upstream - x̂ mean of (upstream x̂)), sorted by what it is a multiple of.
    const tilt = tf.neg(tf.mul(tf.mul(slope, inverse!), tf.mul(byScale, 1 / count)));
    const rest = tf.neg(tf.add(tf.mul(tf.mul(slope, sum), 1 / count), tf.mul(tilt, average!)));
    return [tf.add(scaled(upstream, slope), affine(input!, tilt, rest)), byScale, sum];
  };
  const y = normalise(x, scale, shift);
  const unbiased = tf.mul(variance, count / Math.max(count - 1, 1));
  const blend = (old: tfTypes.Tensor, batch: tfTypes.Tensor) =>
    tf.add(tf.mul(old, momentum), tf.mul(batch, 1 - momentum));
  return {
    y,
    statistics: { mean: blend(running.mean, mean), variance: blend(running.variance, unbiased) },
  };
}

/** Batch normalisation when a network is used: by the running statistics. */
export function batchNormUse(
  x: tfTypes.Tensor,
  { scale, shift }: BatchNormParameters,
  { mean, variance }: BatchNormStatistics,
  { epsilon }: Pick<BatchNormOptions, 'epsilon'>,
): tfTypes.Tensor {
  const slope = tf.mul(scale, tf.rsqrt(tf.add(variance, epsilon)));
  return affine(x, slope, tf.sub(shift, tf.mul(mean, slope)));
}

/**
 * The sum of every channel of x [batch, channels, ...]. Its gradient spreads a number a channel out; that of tf.sum would
 * multiply it by ones of the size of x.
 */
function channelSums(x: tfTypes.Tensor): tfTypes.Tensor {
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
  const spread = (sums: tfTypes.Tensor) => tf.broadcastTo(perChannel(sums, x), x.shape);
  return tf.customGrad((images) => ({ value: tf.sum(images as tfTypes.Tensor, axes), gradFunc: spread }))(x);
}

/** x * slope + offset, channel by channel. */
function affine(x: tfTypes.Tensor, slope: tfTypes.Tensor, offset: tfTypes.Tensor): tfTypes.Tensor {
  return tf.add(scaled(x, slope), perChannel(offset, x));
}

function scaled(x: tfTypes.Tensor, slope: tfTypes.Tensor): tfTypes.Tensor {
  return tf.mul(x, perChannel(slope, x));
}

/** A number a channel, so that it broadcasts over x [batch, channels, ...]. */
function perChannel(values: tfTypes.Tensor, { rank }: tfTypes.Tensor): tfTypes.Tensor {
  return tf.reshape(values, [-1, ...new Array<number>(rank - 2).fill(1)]);
}
