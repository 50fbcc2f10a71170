import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import { withGradient } from './with-gradient';

/** The threshold of a layer: the sigmoid of its trained parameter (Kusupati et al., ICML 2020, section 3.1). */
export function thresholdOf(s: number): number {
  return 1 / (1 + Math.exp(-s));
}

/** A weight moved towards 0 by a threshold, and exactly 0 within it: sign(w) max(|w| - threshold, 0) (equation 3). */
export function softThreshold(w: number, threshold: number): number {
  return Math.sign(w) * Math.max(Math.abs(w) - threshold, 0);
}

/** Less than any threshold that a float32 can be told from 0 by, for a division by it. */
const TINY = 1e-30;

/**
 * The weights of a layer as it computes with them. A weight within the threshold has no gradient, and the threshold's
 * comes from the others: -sum of sign(w) times theirs (Kusupati et al., ICML 2020, equations 3 to 6).
 *
 * @param weights of any shape
 * @param s a scalar: the threshold before its sigmoid
 */
export function softThresholded(weights: tfTypes.Tensor, s: tfTypes.Tensor): tfTypes.Tensor {
  return withGradient(
    [weights, tf.sigmoid(s)],
    (w, threshold) => {
      const within = tf.minimum(tf.maximum(w, tf.neg(threshold)), threshold);
      return { value: tf.sub(w, within), kept: [within, threshold] };
    },
    (dy, [within, threshold], shrunk) => {
      const alive = tf.mul(dy, tf.cast(tf.cast(shrunk, 'bool'), 'float32'));
      // Of a weight that is alive `within` is the threshold with its sign: onnxruntime's own Sign takes longer than all else.
      const signed = tf.div(tf.sum(tf.mul(alive, within!)), tf.maximum(threshold!, TINY));
      return [alive, tf.neg(signed)];
    },
  );
}
