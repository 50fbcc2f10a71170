import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

/**
 * A function of tensors whose gradient is not that of the ops that it is made of, but one that is made of its value and of
 * what else it keeps.
 *
 * @param f the value, and what its gradient needs beside it
 * @param gradient the gradient by every input, given the one by the value, what was kept, and the value
 */
export function withGradient<T extends tfTypes.Tensor>(
  inputs: readonly tfTypes.Tensor[],
  f: (...inputs: tfTypes.Tensor[]) => { readonly value: T; readonly kept?: readonly tfTypes.Tensor[] },
  gradient: (dy: tfTypes.Tensor, kept: readonly tfTypes.Tensor[], value: tfTypes.Tensor) => tfTypes.Tensor[],
): T {
  const custom = tf.customGrad<T>((...given) => {
    // The last one is a function that keeps tensors for the way back.
    const save = given.at(-1) as (tensors: tfTypes.Tensor[]) => void;
    const { value, kept = [] } = f(...(given.slice(0, -1) as tfTypes.Tensor[]));
    save([...kept, value]);
    return {
      value,
      gradFunc: (dy: T, saved: tfTypes.Tensor[]) => gradient(dy, saved.slice(0, -1), saved.at(-1)!),
    };
  });
  return custom(...inputs);
}
