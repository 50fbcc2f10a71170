import { InputError } from '@tombola/shared';
import { compile } from '../compile';
import { constant, node, type Graph, type Value } from '../graph/graph';
import { OnnxSession } from '../run/onnx';
import { float32, tensor } from '../tensor';
import { tf } from '../tensorflow';
import { runGraph } from '../testing/run-graph';
import { decodeModel, encodeModel, OPSET, outputNames } from './model';

const input = (name: string, ...shape: (number | string)[]): Value => ({
  dtype: 'float32',
  shape,
  source: { kind: 'input', name },
});
const weights = constant('float32', [2, 2], Float32Array.of(1, 2, 3, 4), 'dense.weights');

function example(): Graph {
  const x = input('x', 'batch', 2);
  const product = node('MatMul', [x, weights], { dtype: 'float32', shape: ['batch', 2] });
  return { inputs: [x], outputs: [['y', node('Relu', [product], product)]] };
}

test('what is decoded is what was encoded', () => {
  const bytes = encodeModel(example(), { name: 'net', doc: 'a net', metadata: { seed: '7', recipe: 'lth' } });
  expect(decodeModel(bytes)).toEqual({
    producer: 'tombola 0.1.0',
    opset: 17,
    metadata: { recipe: 'lth', seed: '7' },
    inputs: [{ name: 'x', shape: ['batch', 2] }],
    outputs: [{ name: 'y', shape: ['batch', 2] }],
    ops: ['MatMul', 'Relu'],
    initializers: { 'dense.weights': { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) } },
  });
  expect(OPSET).toBe(17);
});

test('the same graph gives the same bytes', () => {
  const info = { metadata: { b: '1', a: '2' } };
  expect(encodeModel(example(), info)).toEqual(encodeModel(example(), { metadata: { a: '2', b: '1' } }));
});

test('a file that ends early is refused wherever it ends', () => {
  const bytes = encodeModel(example());
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeModel(bytes.subarray(0, length))).toThrow(InputError);
  }
  expect(() => decodeModel(bytes.subarray(0, 40), 'net.onnx')).toThrow(/net\.onnx is not an ONNX model.*40 bytes/);
});

test('other files are refused', () => {
  expect(() => decodeModel(new TextEncoder().encode('{"not": "a model"}'))).toThrow(InputError);
  expect(() => decodeModel(Uint8Array.of(8, 8))).toThrow(InputError);
});

test('outputs may be inputs, constants, one value twice, and have the names of inputs', async () => {
  const [x, w] = [input('x', 2), input('w', 2)];
  const sum = node('Add', [x, w], x);
  const graph: Graph = {
    inputs: [x, w],
    outputs: [
      ['w', sum],
      ['again', sum],
      ['x', w],
      ['same', x],
      ['fixed', constant('float32', [2], Float32Array.of(7, 8))],
      ['w.next', node('Neg', [sum], sum)],
    ],
  };
  expect(outputNames(graph)).toEqual(['w.next.next', 'again', 'x.next', 'same', 'fixed', 'w.next']);
  const results = await runGraph(graph, { x: tensor([1, 2]), w: tensor([10, 20]) });
  expect(Object.entries(results).map(([name, { data }]) => [name, ...data])).toEqual([
    ['w', 11, 22],
    ['again', 11, 22],
    ['x', 10, 20],
    ['same', 1, 2],
    ['fixed', 7, 8],
    ['w.next', -11, -22],
  ]);
});

test('names that values want never meet', async () => {
  const x = input('c_0', 1);
  const named = (name: string, value: number) => constant('float32', [1], Float32Array.of(value), name);
  const sum = node('Sum', [x, named('y', 1), named('y', 2), named('v_0', 4), named('', 8)], x);
  const graph: Graph = { inputs: [x], outputs: [['y', node('Neg', [node('Neg', [sum], x)], x)]] };
  expect(Array.from((await runGraph(graph, { c_0: tensor([16]) })).y!.data)).toEqual([31]);
});

test('state keeps its name as an input and is NAME.next as an output', async () => {
  const program = await compile(({ w, n }) => ({ w: tf.add(w, 1), n: { count: tf.add(n.count, 1) } }), {
    w: float32(2),
    n: { count: float32() },
  });
  const model = decodeModel(program.toOnnx());
  expect(model.inputs.map(({ name }) => name)).toEqual(['w', 'n.count']);
  expect(model.outputs.map(({ name }) => name)).toEqual(['w.next', 'n.count.next']);
  const { w, n } = await program.run({ w: tensor([1, 2]), n: { count: tensor([5], []) } });
  expect([Array.from(w.data), Array.from(n.count.data)]).toEqual([[2, 3], [6]]);
  await program.dispose();
});

test('an exported program runs anywhere that ONNX does, with any batch', async () => {
  const program = await compile(({ x }) => ({ y: tf.softmax(tf.matMul(x, tf.ones([3, 2]))) }), {
    x: float32('batch', 3),
  });
  const bytes = program.toOnnx({ name: 'classifier' });
  expect(decodeModel(bytes).inputs).toEqual([{ name: 'x', shape: ['batch', 3] }]);
  const session = await OnnxSession.load(bytes);
  expect([session.inputs, session.outputs]).toEqual([['x'], ['y']]);
  const { y } = await session.run({ x: tensor(new Float32Array(15), [5, 3]) });
  expect([y!.shape, Array.from(y!.data)]).toEqual([[5, 2], new Array(10).fill(0.5)]);
  await session.dispose();
  await program.dispose();
});

test('a model read from disk, as a Buffer that is a view into shared memory, is decoded like any bytes', () => {
  const bytes = encodeModel(example());
  expect(decodeModel(Buffer.concat([Buffer.alloc(5), bytes]).subarray(5))).toEqual(decodeModel(bytes));
});
