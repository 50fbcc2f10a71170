import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

/**
 * A function of tensors whose gradient is not that of the ops that it is made of, but one that is made of its result, or of
 * what else it gives away.
 *
 * @param f the value, and what the gradient is made of
 * @param gradient the gradient by every input, given the one by the value
 */
export function withGradient<T extends tfTypes.Tensor>(
  inputs: readonly tfTypes.Tensor[],
  f: (...inputs: tfTypes.Tensor[]) => { readonly value: T; readonly kept: tfTypes.Tensor },
  gradient: (dy: tfTypes.Tensor, kept: tfTypes.Tensor) => tfTypes.Tensor[],
): T {
  const custom = tf.customGrad<T>((...given) => {
    // The last one is a function that keeps tensors for the way back.
    const save = given.at(-1) as (tensors: tfTypes.Tensor[]) => void;
    const { value, kept } = f(...(given.slice(0, -1) as tfTypes.Tensor[]));
    save([kept]);
    return { value, gradFunc: (dy: T, saved: tfTypes.Tensor[]) => gradient(dy, saved[0]!) };
  });
  return custom(...inputs);
}
