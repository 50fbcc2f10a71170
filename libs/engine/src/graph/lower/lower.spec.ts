import type * as tfTypes from '@tensorflow/tfjs-core';
import { float32 } from '../../tensor';
import { tf } from '../../tensorflow';
import { trace } from '../../trace/trace';
import { cleanUp } from '../cleanup';
import { sortedNodes, type Graph } from '../graph';
import { lower, PORTABLE } from '.';

type Named = Record<string, tfTypes.Tensor>;

const conv = (x: tfTypes.Tensor, w: tfTypes.Tensor) =>
  tf.conv2d(x as tfTypes.Tensor4D, w as tfTypes.Tensor4D, 1, 'same', 'NCHW');
const perChannel = (x: tfTypes.Tensor) => tf.reshape(x, [-1, 1, 1]);

/** Two convolutions, a bias, a ReLU, a line through channels and a shortcut. */
const network = ({ x, w, v, a, b }: Named) => {
  const stem = tf.relu(tf.add(conv(x!, w!), perChannel(a!)));
  const line = tf.add(tf.mul(conv(stem, v!), perChannel(a!)), perChannel(b!));
  return tf.relu(tf.add(line, stem));
};
const signature = {
  x: float32(4, 3, 8, 8),
  w: float32(3, 3, 3, 16),
  v: float32(3, 3, 16, 16),
  a: float32(16),
  b: float32(16),
};
const forward = cleanUp(trace((all: Named) => ({ y: network(all) }), signature));
const step = cleanUp(
  trace((all: Named) => {
    const { value, grads } = tf.valueAndGrads((w, v) => tf.sum(network({ ...all, w: w, v: v })))([all.w!, all.v!]);
    return { loss: value, w: grads[0]!, v: grads[1]! };
  }, signature),
);

const opsOf = (graph: Graph) => sortedNodes(graph).map(({ domain, op }) => `${domain}:${op}`);
const count = (graph: Graph, op: string) => opsOf(graph).filter((each) => each === `com.microsoft.nchwc:${op}`).length;

test('for every runtime of ONNX nothing but standard operations is left', () => {
  expect(opsOf(step).some((op) => op.startsWith('tombola:'))).toBe(true);
  for (const graph of [forward, step]) {
    expect(opsOf(lower(graph, PORTABLE)).filter((op) => !op.startsWith(':'))).toEqual([]);
  }
});

test('images stay in blocks from the first convolution to the result', () => {
  const lowered = lower(forward, { block: 16 });
  // Filters are reordered too: once each.
  expect([count(lowered, 'Conv'), count(lowered, 'ReorderInput'), count(lowered, 'ReorderOutput')]).toEqual([3, 2, 1]);
  expect(opsOf(lowered).filter((op) => /:(Add|Mul|Relu)$/.test(op))).toEqual([]);
  const activations = sortedNodes(lowered).flatMap(({ attributes }) => attributes.activation ?? []);
  expect(activations).toEqual(['Relu', 'Relu']);
  const shortcut = sortedNodes(lowered).find(({ inputs }) => inputs.length === 4);
  expect(shortcut?.attributes).toMatchObject({ group: 16, kernel_shape: [1, 1], activation: 'Relu' });
});

test('channels in no whole blocks stay as they are', () => {
  for (const graph of [forward, step]) {
    expect(opsOf(lower(graph, { block: 32 })).filter((op) => op.startsWith('com.microsoft.nchwc'))).toEqual([]);
  }
});

test('gradients take blocked convolutions, and no general transpose of pixels', () => {
  const lowered = lower(step, { block: 16 });
  expect(opsOf(lowered)).not.toContain(':ConvTranspose');
  expect(opsOf(lowered).filter((op) => op === ':Conv')).toEqual([]);
  expect(opsOf(lowered).some((op) => op.startsWith('tombola:'))).toBe(false);
});
