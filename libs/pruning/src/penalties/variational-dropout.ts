import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import { withGradient } from './with-gradient';

/** The constants of the approximation (Molchanov et al. 2017, equation 14). */
const K1 = 0.63576;
const K2 = 1.8732;
const K3 = 1.48695;

/** Added to squares before their logarithm and to variances before their root, as the authors' code does. */
export const EPSILON = 1e-8;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** log alpha of a weight: log sigma^2 - log theta^2 (Molchanov et al., ICML 2017, section 4.2). */
export function logAlpha(theta: number, logVariance: number): number {
  return logVariance - Math.log(theta * theta + EPSILON);
}

/** Of multiplicative Gaussian noise of variance alpha, the rate of the Bernoulli dropout with the same variance. */
export function dropoutRate(logAlphaOfWeight: number): number {
  return sigmoid(logAlphaOfWeight);
}

/**
 * The divergence of a weight's posterior N(theta, alpha theta^2) from the log-uniform prior, up to a constant:
 * k1 - k1 sigmoid(k2 + k3 log alpha) + log(1 + 1 / alpha) / 2 (Molchanov et al., ICML 2017, equation 14, which states its
 * negative). It falls to 0 as alpha grows. The authors' code clips log alpha to 8 both ways first; this does not.
 */
export function divergence(logAlphaOfWeight: number): number {
  const softplus = Math.log1p(Math.exp(-Math.abs(logAlphaOfWeight))) + Math.max(0, -logAlphaOfWeight);
  return K1 - K1 * sigmoid(K2 + K3 * logAlphaOfWeight) + softplus / 2;
}

/** Its derivative by log alpha; never positive. */
export function divergenceSlope(logAlphaOfWeight: number): number {
  const s = sigmoid(K2 + K3 * logAlphaOfWeight);
  return -K1 * K3 * s * (1 - s) - sigmoid(-logAlphaOfWeight) / 2;
}

/**
 * The sum of the divergences of weights, with its gradients by both. Every weight has one in every step, so its gradient is
 * put together from few ops.
 *
 * @param theta the means of the weights, of any shape
 * @param logVariance their log sigma^2, of the same shape
 */
export function divergenceOf(theta: tfTypes.Tensor, logVariance: tfTypes.Tensor): tfTypes.Scalar {
  return withGradient(
    [theta, logVariance],
    (mean, variance) => {
      const square = tf.add(tf.square(mean), EPSILON);
      const minusLogAlpha = tf.sub(tf.log(square), variance);
      return { value: tf.sum(divergences(minusLogAlpha)), kept: [mean, square, minusLogAlpha] };
    },
    (dy, [mean, square, minusLogAlpha]) => {
      const byLogAlpha = slopes(minusLogAlpha!, dy);
      return [tf.mul(tf.div(tf.mul(byLogAlpha, mean!), square!), -2), byLogAlpha];
    },
  );
}

function divergences(minusLogAlpha: tfTypes.Tensor): tfTypes.Tensor {
  return tf.add(tf.mul(tf.sub(1, noisy(minusLogAlpha)), K1), tf.mul(tf.softplus(minusLogAlpha), 0.5));
}

/** The slopes by log alpha, times a scalar. */
function slopes(minusLogAlpha: tfTypes.Tensor, times: tfTypes.Tensor): tfTypes.Tensor {
  const s = noisy(minusLogAlpha);
  const ofNoise = tf.mul(tf.mul(tf.sub(s, 1), s), tf.mul(times, K1 * K3));
  return tf.sub(ofNoise, tf.mul(tf.sigmoid(minusLogAlpha), tf.mul(times, 0.5)));
}

/** sigmoid(k2 + k3 log alpha): 0 for a weight without noise, 1 for nothing but noise. */
function noisy(minusLogAlpha: tfTypes.Tensor): tfTypes.Tensor {
  return tf.sigmoid(tf.add(tf.mul(minusLogAlpha, -K3), K2));
}

/**
 * What a linear layer makes of random weights, by local reparameterisation: the mean x theta and the variance x^2 sigma^2
 * of each of its results, and one draw of each (Kingma et al. 2015; Molchanov et al. 2017, equation 17).
 *
 * @param apply the layer; linear in its weights
 * @param noise standard normal numbers of the result's shape
 */
export function sampleLinear(
  x: tfTypes.Tensor,
  weights: { readonly theta: tfTypes.Tensor; readonly logVariance: tfTypes.Tensor },
  apply: (x: tfTypes.Tensor, weights: tfTypes.Tensor) => tfTypes.Tensor,
  noise: tfTypes.Tensor,
): tfTypes.Tensor {
  const mean = apply(x, weights.theta);
  const variance = apply(tf.square(x), tf.exp(weights.logVariance));
  return tf.add(mean, tf.mul(tf.sqrt(tf.add(variance, EPSILON)), noise));
}
