import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

/**
 * Softmax cross-entropy of every example, float32 [batch].
 *
 * @param logits float32 [batch, classes]
 * @param labels int32 [batch], 0 .. classes-1
 * @param labelSmoothing share of the target spread evenly over all classes (Szegedy et al. 2016, section 7); in [0, 1)
 */
export function softmaxCrossEntropy(
  logits: tfTypes.Tensor,
  labels: tfTypes.Tensor,
  labelSmoothing = 0,
): tfTypes.Tensor {
  const classes = logits.shape[1]!;
  const [on, off] = [1 - labelSmoothing + labelSmoothing / classes, labelSmoothing / classes];
  // The dtype must be said: as int32, the default, smoothed targets would be cut to 0.
  const targets = tf.oneHot(labels, classes, on, off, 'float32');
  return tf.neg(tf.sum(tf.mul(targets, logSoftmax(logits)), 1));
}

/**
 * The logarithm of the softmax of each row, as TensorFlow.js computes it, with its gradient. That of TensorFlow.js keeps the
 * result instead of the logits, and has wrong second derivatives for it.
 */
const logSoftmax: (logits: tfTypes.Tensor) => tfTypes.Tensor = tf.customGrad((...args) => {
  const [logits, save] = args as unknown as [tfTypes.Tensor, tfTypes.GradSaveFunc];
  const shifted = tf.sub(logits, tf.max(logits, 1, true));
  const value = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)));
  save([logits]);
  const gradFunc = (dy: tfTypes.Tensor, [saved]: tfTypes.Tensor[]) =>
    tf.sub(dy, tf.mul(tf.sum(dy, 1, true), tf.exp(logSoftmax(saved!))));
  return { value, gradFunc };
});
