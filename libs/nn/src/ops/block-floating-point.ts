import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

/** Exponents below this are taken for it, so that no unit of a block is too small for float32. */
const LEAST_EXPONENT = -100;

/**
 * Block floating point with stochastic rounding (Yang et al., SWALP: Stochastic Weight Averaging in Low-Precision Training,
 * ICML 2019, section 3 and algorithm 2; You et al., Drawing Early-Bird Tickets, ICLR 2020, section 4.2). All numbers of a block
 * are whole multiples of one power of two: with the exponent e of the block's greatest magnitude, of 2^(e - bits + 2), from
 * -2^(bits - 1) to 2^(bits - 1) - 1 of them. What lies between two multiples becomes the upper one with the probability of
 * its distance to the lower one, so the expectation is exact, but for what would round up to 2^(bits - 1), which is cut off.
 *
 * A block is one slice along the first dimension: the filter of a convolution, the example of a batch. Numbers without other
 * dimensions are one block together. What is a multiple already stays as it is, 0 above all.
 *
 * The code of You et al. has another format (WAGE: fixed point, rounded to the nearest), which their paper does not name.
 *
 * @param x finite numbers, of any shape
 * @param noise of the shape of x, uniform in [0, 1)
 * @param bits of a number, its sign among them: 2 to 16
 */
export function blockFloatingPoint(x: tfTypes.Tensor, noise: tfTypes.Tensor, bits = 8): tfTypes.Tensor {
  const axes = x.rank <= 1 ? undefined : x.shape.map((_, axis) => axis).slice(1);
  const unit = tf.mul(powerBelow(tf.max(tf.abs(x), axes, true)), 2 ** (2 - bits));
  const multiples = tf.div(x, unit);
  const lower = tf.floor(multiples);
  // Compared, not added: a sum of a whole number and noise next to 1 would be rounded to the next one.
  const up = tf.cast(tf.less(noise, tf.sub(multiples, lower)), 'float32');
  return tf.mul(tf.clipByValue(tf.add(lower, up), -(2 ** (bits - 1)), 2 ** (bits - 1) - 1), unit);
}

/** The greatest power of two that is not above a magnitude, exactly, whatever a logarithm rounds to. */
function powerBelow(magnitude: tfTypes.Tensor): tfTypes.Tensor {
  const exponent = tf.floor(tf.div(tf.log(tf.maximum(magnitude, 2 ** LEAST_EXPONENT)), Math.LN2));
  const guess = tf.pow(2, exponent);
  const tooGreat = tf.cast(tf.greater(guess, magnitude), 'float32');
  const tooSmall = tf.cast(tf.lessEqual(guess, tf.mul(magnitude, 0.5)), 'float32');
  return tf.mul(guess, tf.add(tf.sub(1, tf.mul(tooGreat, 0.5)), tooSmall));
}

/**
 * Activations in block floating point on the way forward, and errors, their gradients, on the way back.
 *
 * @param noise of the shape of x, uniform in [0, 1): without it that way is left in full precision
 */
export function quantiseBothWays(
  x: tfTypes.Tensor,
  noise: { readonly forward?: tfTypes.Tensor; readonly backward?: tfTypes.Tensor },
  bits = 8,
): tfTypes.Tensor {
  const quantise = (value: tfTypes.Tensor, draws: tfTypes.Tensor | undefined) =>
    draws === undefined ? tf.clone(value) : blockFloatingPoint(value, draws, bits);
  const pass = tf.customGrad((input) => ({
    value: quantise(input as tfTypes.Tensor, noise.forward),
    gradFunc: (error: tfTypes.Tensor) => quantise(error, noise.backward),
  }));
  return pass(x);
}
