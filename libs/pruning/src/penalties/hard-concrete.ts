import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import { withGradient } from './with-gradient';

/** The temperature, and the interval that the concrete distribution is stretched to (Louizos et al. 2018, section 4). */
export const BETA = 2 / 3;
export const GAMMA = -0.1;
export const ZETA = 1.1;

/** beta log(-gamma / zeta): by how much a gate is likelier to be open than sigmoid(log a). */
const OPENING = BETA * Math.log(-GAMMA / ZETA);

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const clip = (x: number) => Math.min(1, Math.max(0, x));

/**
 * A gate as it is drawn in training: 0 to 1, with mass on both ends (Louizos et al., ICLR 2018, equations 10 and 11).
 *
 * @param logit log u - log(1 - u) of a uniform number
 */
export function gate(logA: number, logit: number): number {
  return clip(sigmoid((logit + logA) / BETA) * (ZETA - GAMMA) + GAMMA);
}

/** The gate in use: exactly 0 up to log a = -log 11, exactly 1 from log 11 on (equation 13). */
export function gateInUse(logA: number): number {
  return clip(sigmoid(logA) * (ZETA - GAMMA) + GAMMA);
}

/** The magnitude of a gated weight in use; of one that is 0 there the log a of its gate, so that closed gates have an order. */
export function gatedMagnitude(theta: number, logA: number): number {
  const inUse = Math.abs(theta) * gateInUse(logA);
  return inUse > 0 ? inUse : Math.min(0, logA);
}

/** The probability that a gate is not 0 (equation 12). */
export function openProbability(logA: number): number {
  return sigmoid(logA - OPENING);
}

/** log a of a gate that is closed with this probability, without the stretching: log((1 - p) / p), as the authors start. */
export function logAOf(dropRate: number): number {
  return Math.log(1 - dropRate) - Math.log(dropRate);
}

/**
 * Gates as drawn in training. Only where they are strictly between 0 and 1 do gradients pass.
 *
 * @param logA of any shape
 * @param noise standard logistic numbers of the same shape
 */
export function gatesOf(logA: tfTypes.Tensor, noise: tfTypes.Tensor): tfTypes.Tensor {
  return withGradient(
    [logA],
    (x) => {
      return { value: tf.clipByValue(stretched(tf.mul(tf.add(x, noise), 1 / BETA)), 0, 1) };
    },
    (dy, _kept, gates) => [tf.mul(dy, slopeOf(gates))],
  );
}

function stretched(x: tfTypes.Tensor): tfTypes.Tensor {
  return tf.add(tf.mul(tf.sigmoid(x), ZETA - GAMMA), GAMMA);
}

/**
 * The derivative of a gate z by log a, (z - gamma) (zeta - z) / (beta (zeta - gamma)), which is z (1 - z) - gamma zeta over
 * the same as gamma + zeta = 1. It is 0 where z was clipped: there z (1 - z) is.
 */
function slopeOf(gates: tfTypes.Tensor): tfTypes.Tensor {
  const between = tf.mul(gates, tf.sub(1, gates));
  const slope = tf.mul(tf.sub(between, GAMMA * ZETA), 1 / (BETA * (ZETA - GAMMA)));
  return tf.mul(slope, tf.cast(tf.cast(between, 'bool'), 'float32'));
}

/** The expected number of open gates, with its gradient. */
export function expectedOpen(logA: tfTypes.Tensor): tfTypes.Scalar {
  return withGradient(
    [logA],
    (a) => {
      const open = tf.sigmoid(tf.sub(a, OPENING));
      return { value: tf.sum(open), kept: [open] };
    },
    (dy, [open]) => [tf.mul(tf.mul(open!, tf.sub(1, open!)), dy)],
  );
}
