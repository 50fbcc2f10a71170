import type * as tfTypes from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { tf } from '../tensorflow';

type Tensor = tfTypes.Tensor;

/** One step of a random program: an op and its operands, as numbers that are taken modulo what there is. */
export interface Step {
  readonly op: number;
  readonly a: number;
  readonly b: number;
}

/** Random programs of some steps; they shrink towards fewer steps and earlier ops. */
export const steps = (maxLength = 14): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.record({ op: fc.nat(ops.length - 1), a: fc.nat(20), b: fc.nat(20) }), { minLength: 1, maxLength });

/** Values stay of moderate size, and so do shapes, however many steps there are. */
const ops: ((a: Tensor, b: Tensor) => Tensor | undefined)[] = [
  (a) => tf.neg(a),
  (a, b) => (broadcasts(a, b) ? tf.add(a, b) : undefined),
  (a, b) => (broadcasts(a, b) ? tf.sub(a, b) : undefined),
  (a, b) => (broadcasts(a, b) ? tf.mul(a, tf.tanh(b)) : undefined),
  (a, b) => (broadcasts(a, b) ? tf.div(a, tf.add(tf.square(b), 1)) : undefined),
  (a) => tf.relu(a),
  (a) => tf.tanh(a),
  (a) => tf.sigmoid(a),
  (a) => tf.elu(a),
  (a) => tf.tanh(tf.square(a)),
  (a) => (a.rank > 0 ? tf.softmax(a) : undefined),
  (a) => (a.rank > 0 ? tf.logSoftmax(a) : undefined),
  (a, b) => matrixProduct(a, b),
  (a) => tf.transpose(a),
  (a) => tf.reshape(a, [-1]),
  (a) => (a.size === 12 ? tf.reshape(a, [3, 4]) : undefined),
  (a) => tf.mul(a, 1),
  (a) => tf.mul(a, tf.ones(a.shape)),
  (a) => tf.sum(a, 0, true),
  (a) => tf.mean(a, -1),
  (a) => (a.rank > 0 ? tf.max(a, 0) : undefined),
  (a, b) => (a.rank > 0 && a.size < 40 && String(a.shape) === String(b.shape) ? tf.concat([a, b], 0) : undefined),
  (a) => (a.rank > 0 && a.shape[0] > 1 ? tf.slice(a, 1) : undefined),
  (a, b) => (String(a.shape) === String(b.shape) ? tf.maximum(a, tf.neg(b)) : undefined),
  (a) => tf.step(a),
  (a) => (a.rank === 2 ? tf.transpose(tf.transpose(a)) : undefined),
  (a) => tf.expandDims(a, 0),
  (a) => tf.squeeze(a),
];

function broadcasts(a: Tensor, b: Tensor): boolean {
  try {
    return tf.util.sizeFromShape(tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape)) <= 200;
  } catch {
    return false;
  }
}

function matrixProduct(a: Tensor, b: Tensor): Tensor | undefined {
  if (a.rank !== 2 || b.rank !== 2) return undefined;
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      if (a.shape[transposeA ? 0 : 1] === b.shape[transposeB ? 1 : 0]) return tf.matMul(a, b, transposeA, transposeB);
    }
  }
  return undefined;
}

/** The last three values that the steps make out of the inputs; steps that do not fit are left out. */
export function follow(program: readonly Step[], inputs: readonly Tensor[]): Tensor[] {
  const values = [...inputs];
  for (const { op, a, b } of program) {
    const [left, right] = [values[a % values.length]!, values[b % values.length]!];
    const rank = Math.max(left.rank, right.rank);
    const value = (left.rank === 0 && [18, 19].includes(op)) || rank > 4 ? undefined : ops[op]!(left, right);
    if (value !== undefined) values.push(value);
  }
  return values.slice(-3);
}
