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
  return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits as tfTypes.Tensor2D)), 1));
}
