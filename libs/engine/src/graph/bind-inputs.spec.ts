import { decodeModel, encodeModel } from '../onnx/model';
import { OnnxSession } from '../run/onnx';
import { float32, tensor } from '../tensor';
import { tf } from '../tensorflow';
import { trace } from '../trace/trace';
import { bindInputs } from './bind-inputs';

const graph = trace(({ x, ...rest }) => ({ y: tf.add(tf.matMul(x, rest['dense/weights']), rest['dense/bias']) }), {
  x: float32('batch', 2),
  'dense/weights': float32(2, 3),
  'dense/bias': float32(3),
});
const parameters = { 'dense/weights': tensor([1, 2, 3, 4, 5, 6], [2, 3]), 'dense/bias': tensor([10, 20, 30]) };

test('bound inputs become initializers of their names, and the rest stay inputs', () => {
  const { inputs, initializers } = decodeModel(encodeModel(bindInputs(graph, parameters)));
  expect(inputs).toEqual([{ name: 'x', shape: ['batch', 2] }]);
  expect(initializers['dense/weights']).toEqual({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
  expect(initializers['dense/bias']).toEqual({ shape: [3], data: Float32Array.of(10, 20, 30) });
});

test('the bound graph computes what the open one does', async () => {
  const session = await OnnxSession.load(encodeModel(bindInputs(graph, parameters)));
  const { y } = await session.run({ x: tensor([1, 1], [1, 2]) });
  expect([...y!.data]).toEqual([15, 27, 39]);
  await session.dispose();
});

test('an unknown input, another shape or another dtype is refused by name', () => {
  expect(() => bindInputs(graph, { z: tensor([1]) })).toThrow(/no such input.*"z".*x, dense\/weights, dense\/bias/);
  expect(() => bindInputs(graph, { 'dense/bias': tensor([1, 2]) })).toThrow(/dense\/bias.*float32\[2\].*float32\[3\]/);
  const int = tensor([1, 2, 3], [3], 'int32');
  expect(() => bindInputs(graph, { 'dense/bias': int })).toThrow(/int32\[3\]/);
});
