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
  const hot = tf.oneHot(labels, classes, 1 - labelSmoothing + labelSmoothing / classes, labelSmoothing / classes);
  return tf.neg(tf.sum(tf.mul(tf.cast(hot, 'float32'), tf.logSoftmax(logits as tfTypes.Tensor2D)), 1));
}
