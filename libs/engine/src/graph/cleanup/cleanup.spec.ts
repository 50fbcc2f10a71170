import type * as tfTypes from '@tensorflow/tfjs-core';
import { float32, int32, tensor, type Tensor } from '../../tensor';
import { tf } from '../../tensorflow';
import { expectClose } from '../../testing/compare';
import { runGraph } from '../../testing/run-graph';
import { trace } from '../../trace/trace';
import { constant, int64s, node, sortedNodes, type ElementType, type Graph, type Value } from '../graph';
import { cleanUp } from '.';

const input = (name: string, shape: (number | string)[], dtype: ElementType = 'float32'): Value => ({
  dtype,
  shape,
  source: { kind: 'input', name },
});
const floats = (values: number[], shape = [values.length]) => constant('float32', shape, Float32Array.from(values));
const [FLOAT, UINT8, INT32, BOOL] = [1, 2, 6, 9];
const cast = (x: Value, dtype: ElementType, to: number) => node('Cast', [x], { dtype, shape: x.shape }, { to });
const transpose = (x: Value, perm: number[]) =>
  node('Transpose', [x], { dtype: x.dtype, shape: perm.map((axis) => x.shape[axis]!) }, { perm });
const reshape = (x: Value, shape: (number | string)[], target = shape as number[]) =>
  node('Reshape', [x, int64s(target)], { dtype: x.dtype, shape }, { allowzero: 1 });
const gemm = (a: Value, b: Value, transA = 0, transB = 0) => {
  const shape = [a.shape[transA]!, b.shape[1 - transB]!];
  return node('Gemm', [a, b], { dtype: 'float32', shape }, { transA, transB });
};
const add = (a: Value, b: Value, like = a) => node('Add', [a, b], like);

const graphOf = (inputs: Value[], ...values: Value[]): Graph => ({
  inputs,
  outputs: values.map((value, i) => [`y${i}`, value] as const),
});
const ops = (graph: Graph) => sortedNodes(graph).map(({ op }) => op);

/** The ops that clean-up leaves; the results must be what they were. */
async function cleaned(graph: Graph, feeds: Record<string, Tensor>): Promise<string[]> {
  const after = cleanUp(graph);
  const [wish, got] = [await runGraph(graph, feeds), await runGraph(after, feeds)];
  for (const name in wish) expectClose(name, got[name], wish[name]!, 1e-6);
  return ops(after);
}

const [x, y] = [input('x', [2, 3]), input('y', [2, 3])];
const feeds = { x: tensor([1, -2, 3, -4, 5, -6], [2, 3]), y: tensor([0.5, 1, 2, 3, 5, 8], [2, 3]) };

describe('identities', () => {
  test('that do nothing are removed, wherever they stand', async () => {
    const idle = node('Sum', [reshape(transpose(node('Identity', [x], x), [0, 1]), [2, 3])], x);
    expect(await cleaned(graphOf([x], node('Neg', [idle], x), idle), feeds)).toEqual(['Neg']);
  });

  test('of arithmetic with one are removed, not those with zero or of a larger shape', async () => {
    const one = floats([1], []);
    const kept = [node('Div', [one, x], x), add(x, floats([0], [])), node('Pow', [one, x], x)];
    const grown = node('Mul', [x, floats([1, 1, 1, 1, 1, 1], [1, 2, 3])], { dtype: 'float32', shape: [1, 2, 3] });
    const gone = [
      node('Mul', [x, one], x),
      node('Mul', [one, x], x),
      node('Div', [x, one], x),
      node('Pow', [x, one], x),
    ];
    expect((await cleaned(graphOf([x], ...gone, ...kept, grown), feeds)).sort()).toEqual(['Add', 'Div', 'Mul', 'Pow']);
  });

  test('of casts: a narrow type that is widened and narrowed again', async () => {
    const bytes = input('b', [3], 'uint8');
    const graph = graphOf(
      [bytes],
      cast(cast(bytes, 'int32', INT32), 'float32', FLOAT),
      cast(cast(bytes, 'float32', FLOAT), 'uint8', UINT8),
    );
    expect(await cleaned(graph, { b: tensor([0, 7, 255], [3], 'uint8') })).toEqual(['Cast']);
  });

  test('of casts: what is cut off stays cut off', async () => {
    const z = input('z', [4]);
    const graph = graphOf(
      [z],
      cast(cast(z, 'int32', INT32), 'float32', FLOAT),
      cast(cast(z, 'bool', BOOL), 'float32', FLOAT),
    );
    expect(await cleaned(graph, { z: tensor([0.5, -1.5, 0, 2]) })).toEqual(['Cast', 'Cast', 'Cast', 'Cast']);
  });

  test('of reshapes: a chain becomes its last', async () => {
    expect(await cleaned(graphOf([x], reshape(reshape(x, [6]), [3, 2])), feeds)).toEqual(['Reshape']);
    expect(await cleaned(graphOf([x], reshape(reshape(x, [6]), [2, 3])), feeds)).toEqual([]);
  });

  test('of reshapes: to an open extent and of nothing', async () => {
    const open = input('o', ['batch', 4]);
    const graph = graphOf([open], reshape(reshape(open, ['d', 2], [-1, 2]), ['batch', 2, 2], [-1, 2, 2]));
    expect(await cleaned(graph, { o: tensor(new Float32Array(12), [3, 4]) })).toEqual(['Reshape']);
    const none = input('n', [0, 3]);
    const empty = graphOf([none], reshape(reshape(none, [3, 0]), [0, 5]));
    expect(await cleaned(empty, { n: tensor([], [0, 3]) })).toEqual(['Reshape']);
  });

  test('of transposes: pairs cancel or become one', async () => {
    const z = input('z', [2, 3, 4]);
    const fed = {
      z: tensor(
        Float32Array.from({ length: 24 }, (_, i) => i),
        [2, 3, 4],
      ),
    };
    expect(await cleaned(graphOf([z], transpose(transpose(z, [2, 0, 1]), [1, 2, 0])), fed)).toEqual([]);
    expect(await cleaned(graphOf([z], transpose(transpose(z, [2, 0, 1]), [0, 2, 1])), fed)).toEqual(['Transpose']);
  });
});

describe('matrix products', () => {
  const [a, b] = [input('a', [3, 2]), input('b', [3, 3])];
  const fed = { ...feeds, a: tensor([1, 2, 3, 4, 5, 6], [3, 2]), b: tensor([1, 0, 2, 3, 1, 1, 0, 2, 1], [3, 3]) };

  test.each([0, 1])('take in the transposes of their operands (already transposed: %d)', async (flag) => {
    const left = flag === 1 ? transpose(x, [1, 0]) : transpose(a, [1, 0]);
    const right = flag === 1 ? transpose(b, [1, 0]) : transpose(b, [1, 0]);
    expect(await cleaned(graphOf([x, a, b], gemm(left, right, flag, flag)), fed)).toEqual(['Gemm']);
  });

  test('take in a bias: a row, a column, a number, on either side', async () => {
    const product = () => gemm(x, b);
    const [row, column, one] = [floats([1, 2, 3]), floats([1, 2], [2, 1]), floats([5], [])];
    for (const bias of [row, column, one, y]) {
      expect(await cleaned(graphOf([x, y, b], add(product(), bias, x)), fed)).toEqual(['Gemm']);
      expect(await cleaned(graphOf([x, y, b], add(bias, product(), x)), fed)).toEqual(['Gemm']);
    }
  });

  test('leave a bias alone that makes the result larger', async () => {
    const thin = gemm(input('r', [1, 3]), b);
    const graph = graphOf([thin.source.kind === 'node' ? thin.source.inputs[0]! : x, b, x], add(thin, x, x));
    expect(await cleaned(graph, { ...fed, r: tensor([1, 2, 3], [1, 3]) })).toEqual(['Gemm', 'Add']);
  });

  test('are computed once when they have another use, however their operands were rewritten', async () => {
    const product = gemm(node('Identity', [x], x), transpose(b, [1, 0]));
    const graph = graphOf([x, b], add(product, floats([1, 2, 3]), x), node('Neg', [product], x));
    expect((await cleaned(graph, fed)).sort()).toEqual(['Add', 'Gemm', 'Neg']);
  });

  test('of each other may both be summed', async () => {
    expect(await cleaned(graphOf([x, y, b], add(gemm(x, b), gemm(y, b))), fed)).toEqual(['Gemm', 'Gemm']);
  });

  test('over nothing are biased too', async () => {
    const [l, r] = [input('l', [2, 0]), input('r', [0, 3])];
    const graph = graphOf([l, r], add(gemm(l, r), floats([1, 2, 3])));
    expect(await cleaned(graph, { l: tensor([], [2, 0]), r: tensor([], [0, 3]) })).toEqual(['Gemm']);
  });
});

describe('bounds', () => {
  const [low, high] = [input('low', []), input('high', [])];
  const bounds = { low: tensor([-1.5], []), high: tensor([2.5], []) };
  const between = (value: Value) => node('Min', [node('Max', [value, low], value), high], value);

  test('of two scalars become one op, the wrong way round too', async () => {
    const graph = graphOf([x, low, high], between(x));
    expect(await cleaned(graph, { ...feeds, ...bounds })).toEqual(['Clip']);
    expect(await cleaned(graph, { ...feeds, low: bounds.high, high: bounds.low })).toEqual(['Clip']);
  });

  test('stay where the maximum is used elsewhere, or a bound is no scalar', async () => {
    const max = node('Max', [x, low], x);
    const shared = graphOf([x, low, high], node('Min', [max, high], x), node('Neg', [max], x));
    expect(await cleaned(shared, { ...feeds, ...bounds })).toEqual(['Max', 'Min', 'Neg']);
    const wide = graphOf([x, y, high], node('Min', [node('Max', [x, y], x), high], x));
    expect(await cleaned(wide, { ...feeds, high: bounds.high })).toEqual(['Max', 'Min']);
  });

  const stretched = (value: Value) => add(node('Mul', [value, floats([0.4], [])], value), floats([0.3], []));
  const clip = (value: Value, to = 1) => node('Clip', [value, floats([0], []), floats([to], [])], value);

  test('of 0 and 1 take a stretch and a shift with them', async () => {
    expect(await cleaned(graphOf([x], clip(stretched(x))), feeds)).toEqual(['HardSigmoid']);
    expect(await cleaned(graphOf([x], clip(stretched(x), 2)), feeds)).toEqual(['Mul', 'Add', 'Clip']);
    const sum = stretched(x);
    expect(await cleaned(graphOf([x], clip(sum), sum), feeds)).toEqual(['Mul', 'Add', 'Clip']);
  });
});

describe('equal expressions', () => {
  test('become one, and so do equal constants', async () => {
    const twice = [0, 1].map(() => node('Mul', [x, floats([2, 3, 4])], x));
    expect(await cleaned(graphOf([x], add(twice[0]!, twice[1]!), ...twice), feeds)).toEqual(['Mul', 'Add']);
  });

  test('stay apart when an attribute or a type differs', async () => {
    const leaky = (alpha: number) => node('LeakyRelu', [x], x, { alpha: { float: alpha } });
    const graph = graphOf([x], leaky(0.1), leaky(0.2), cast(x, 'int32', INT32), cast(x, 'bool', BOOL));
    expect(await cleaned(graph, feeds)).toHaveLength(4);
    const odd = graphOf([x], leaky(Infinity), leaky(NaN), leaky(0), leaky(-0));
    expect(ops(cleanUp(odd))).toHaveLength(4);
  });

  test('of +0 and -0 stay apart', async () => {
    const over = (zero: number) => node('Div', [x, floats([zero], [])], x);
    expect(await cleaned(graphOf([x], over(0), over(-0)), feeds)).toEqual(['Div', 'Div']);
  });
});

describe('constants', () => {
  test('are computed with', async () => {
    const scalar = (value: number) => floats([value], []);
    const type = { dtype: 'float32', shape: [] } as const;
    const third = node('Div', [scalar(1), node('Neg', [scalar(-3)], type)], type);
    const shaped = reshape(third, [1, 1]);
    expect(await cleaned(graphOf([x], node('Mul', [x, shaped], x)), feeds)).toEqual(['Mul']);
  });

  test('of one number shrink where the other operand has the shape, in the order of the operands', async () => {
    const sixes = floats([6, 6, 6, 6, 6, 6], [2, 3]);
    for (const op of ['Sub', 'Div', 'Pow']) {
      const graph = graphOf([y], node(op, [sixes, y], y), node(op, [y, sixes], y));
      expect(await cleaned(graph, feeds)).toEqual([op, op]);
      const shapes = sortedNodes(cleanUp(graph)).flatMap(({ inputs }) => inputs.map((value) => value!.shape.length));
      expect(shapes).toEqual([0, 2, 2, 0]);
    }
  });

  test('of one number on both sides keep the shape', async () => {
    const [a, b] = [floats([6, 6, 6]), floats([4, 4, 4])];
    expect(await cleaned(graphOf([x], node('Sub', [a, b], a)), feeds)).toEqual([]);
    const [c, d] = [constant('int32', [2], Int32Array.of(5, 5)), constant('int32', [2], Int32Array.of(3, 3))];
    expect(await cleaned(graphOf([x], node('Sub', [c, d], c)), feeds)).toEqual(['Sub']);
  });

  test('of nothing stay nothing', async () => {
    const none = node('Expand', [floats([3], [1]), int64s([0])], { dtype: 'float32', shape: [0] });
    expect(await cleaned(graphOf([x], none), feeds)).toEqual(['Expand']);
  });

  test('that a cast cannot hold are left to the runtime', () => {
    for (const value of [NaN, Infinity, 3e9]) {
      expect(ops(cleanUp(graphOf([x], cast(floats([value], []), 'int32', INT32))))).toEqual(['Cast']);
      expect(ops(cleanUp(graphOf([x], cast(floats([value], []), 'int64', 7)))).length).toBeLessThanOrEqual(1);
    }
    const cut = cleanUp(graphOf([x], cast(floats([-1.9], []), 'int32', INT32))).outputs[0]![1];
    expect(cut.source).toMatchObject({ kind: 'constant', data: Int32Array.of(-1) });
  });

  test('of whole numbers are not computed with, since they may overflow', async () => {
    const big = constant('int32', [], Int32Array.of(2 ** 30));
    const sum = node('Add', [big, big], { dtype: 'int32', shape: [] });
    expect(await cleaned(graphOf([x], sum), feeds)).toEqual(['Add']);
  });
});

test('nodes that no result needs are gone', () => {
  const graph = trace(
    ({ x }) => {
      tf.exp(x);
      return { y: tf.neg(x) };
    },
    { x: float32(2) },
  );
  expect(ops(graph)).toEqual(['Neg']);
});

test('a training step of two dense layers needs less than two thirds of the ops that were traced', () => {
  const signature = {
    x: float32(8, 5), labels: int32(8), w1: float32(5, 4), b1: float32(4), w2: float32(4, 3), b2: float32(3),
  }; // prettier-ignore
  const step = ({ x, labels, ...params }: Record<string, tfTypes.Tensor>) => {
    const [w1, b1, w2, b2] = Object.values(params) as [tfTypes.Tensor, tfTypes.Tensor, tfTypes.Tensor, tfTypes.Tensor];
    const loss = (w1: tfTypes.Tensor, b1: tfTypes.Tensor, w2: tfTypes.Tensor, b2: tfTypes.Tensor) => {
      const hidden = tf.relu(tf.add(tf.matMul(x!, w1), b1));
      const logits = tf.add(tf.matMul(hidden, w2), b2);
      return tf.neg(tf.mean(tf.sum(tf.mul(tf.oneHot(labels as tfTypes.Tensor1D, 3), tf.logSoftmax(logits)), 1)));
    };
    const gradients = tf.grads(loss)([w1, b1, w2, b2]);
    return Object.fromEntries([w1, b1, w2, b2].map((w, i) => [`w${i}`, tf.sub(w, tf.mul(gradients[i]!, 0.1))]));
  };
  const graph = trace(step, signature);
  const [before, after] = [ops(graph).length, ops(cleanUp(graph))];
  expect(after.filter((op) => ['Transpose', 'Identity'].includes(op))).toEqual([]);
  expect(after.filter((op) => op === 'Gemm')).toHaveLength(5);
  expect(after.length).toBeLessThan((2 / 3) * before);
});
