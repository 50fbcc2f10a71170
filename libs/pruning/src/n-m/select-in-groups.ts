import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import { alongInputs, keptOfGroup, type Pattern } from './pattern';

/**
 * The N:M mask of weights as a part of a program: float32 of their shape, the same as `nmMask` makes, equal magnitudes
 * included. Every pair of a group is compared, so it costs (M - 1) / 2 passes over the weights and a few: for small M.
 */
export function selectInGroups(weights: tfTypes.Tensor, pattern: Pattern): tfTypes.Tensor {
  const [outer, inputs, inner] = alongInputs(weights.shape);
  const sizes = tf.reshape(tf.abs(weights), [outer, inputs, inner]);
  const rest = inputs % pattern.m;
  const whole = inputs - rest;
  const parts: tfTypes.Tensor[] = [];
  if (whole > 0) parts.push(groups(tf.slice(sizes, [0, 0, 0], [outer, whole, inner]), pattern.m, pattern.n));
  if (rest > 0)
    parts.push(groups(tf.slice(sizes, [0, whole, 0], [outer, rest, inner]), rest, keptOfGroup(rest, pattern)));
  return tf.reshape(tf.concat(parts, 1), weights.shape);
}

/** @param sizes [outer, a multiple of m, inner] */
function groups(sizes: tfTypes.Tensor, m: number, kept: number): tfTypes.Tensor {
  if (kept === m) return tf.onesLike(sizes);
  const [outer, inputs, inner] = sizes.shape as [number, number, number];
  const members = tf.split(tf.reshape(sizes, [(outer * inputs) / m, m, inner]), m, 1);
  const bits = ranks(members).map((rank) => tf.cast(tf.less(rank, kept), 'float32'));
  return tf.reshape(tf.concat(bits, 1), [outer, inputs, inner]);
}

/** How many members of a group come before each: larger ones, and equal ones of a lower index. */
function ranks(members: readonly tfTypes.Tensor[]): tfTypes.Tensor[] {
  const before: tfTypes.Tensor[][] = members.map(() => []);
  members.forEach((member, i) => {
    for (let j = i + 1; j < members.length; j++) {
      const first = tf.cast(tf.greaterEqual(member, members[j]!), 'float32');
      before[j]!.push(first);
      before[i]!.push(tf.sub(1, first));
    }
  });
  return before.map((others) => tf.addN(others));
}
