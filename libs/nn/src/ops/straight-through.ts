import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

/**
 * The straight-through estimator (Bengio, Léonard and Courville 2013, section 4): `f` on the way forward, whatever steps
 * it has, and the identity on the way back.
 */
export function straightThrough(x: tfTypes.Tensor, f: (x: tfTypes.Tensor) => tfTypes.Tensor): tfTypes.Tensor {
  const pass = tf.customGrad((input) => ({
    value: f(input as tfTypes.Tensor),
    gradFunc: (gradient: tfTypes.Tensor) => gradient,
  }));
  return pass(x);
}
