import { InputError } from '@tombola/shared';
import { compile } from './compile';
import { eager } from './eager';
import type { Program } from './program';
import type { Signature } from './record';
import { bool, float32, int32, scalar, tensor, uint8 } from './tensor';
import { tf } from './tensorflow';
import type { ProgramFunction } from './trace/trace';

type Make = <const S extends Signature, O>(program: ProgramFunction<S, O>, signature: S) => Promise<Program<S, O>>;
const compiled: Make = (program, signature) => compile(program, signature);
const eagerly: Make = (program, signature) => eager(program, signature);

beforeAll(() => import('@tensorflow/tfjs-backend-cpu'));

describe.each([
  ['compiled', compiled],
  ['eager', eagerly],
])('a program that is %s', (_, make) => {
  test('takes bytes as whole numbers', async () => {
    const program = await make(
      ({ pixels }) => ({ y: tf.div(tf.cast(pixels, 'float32'), 255), same: tf.add(pixels, tf.scalar(1, 'int32')) }),
      {
        pixels: uint8(3),
      },
    );
    const { y, same } = await program.run({ pixels: tensor([0, 51, 255], [3], 'uint8') });
    expect([y.dtype, ...y.data].map((v) => (typeof v === 'number' ? v.toFixed(3) : v))).toEqual([
      'float32',
      '0.000',
      '0.200',
      '1.000',
    ]);
    expect([same.dtype, ...same.data]).toEqual(['int32', 1, 52, 256]);
    await program.dispose();
  });

  test('takes and gives bools', async () => {
    const program = await make(({ mask, x }) => ({ alive: tf.logicalAnd(mask, tf.greater(x, 0)) }), {
      mask: bool(4),
      x: float32(4),
    });
    const { alive } = await program.run({ mask: tensor([1, 0, 1, 1], [4], 'bool'), x: tensor([1, 1, -1, 2]) });
    expect(alive).toEqual({ dtype: 'bool', shape: [4], data: Uint8Array.of(1, 0, 0, 1) });
    await program.dispose();
  });

  test('takes and gives nested records, and leaves what it is fed alone', async () => {
    const layer = { weights: float32(2), bias: float32() };
    const program = await make(
      ({ params: { a, b }, rate }) => ({
        params: { a: { weights: tf.mul(a.weights, rate), bias: a.bias }, b: { weights: b.weights } },
        sum: tf.add(a.bias, b.bias),
      }),
      { params: { a: layer, b: layer }, rate: float32() },
    );
    const a = { weights: tensor([1, 2]), bias: scalar(3) };
    const b = { weights: tensor([4, 5]), bias: scalar(6) };
    const results = await program.run({ params: { a, b }, rate: scalar(10) });
    expect(results).toEqual({
      params: { a: { weights: tensor([10, 20]), bias: scalar(3) }, b: { weights: tensor([4, 5]) } },
      sum: scalar(9),
    });
    expect(a).toEqual({ weights: tensor([1, 2]), bias: scalar(3) });
    await program.dispose();
  });

  test('may give its inputs, one result twice, and constants', async () => {
    const program = await make(
      ({ x, n }) => {
        const y = tf.neg(x);
        return { x, n, y, again: y, fixed: tf.tensor1d([1, 2]) };
      },
      { x: float32(2), n: int32() },
    );
    const results = await program.run({ x: tensor([1, -2]), n: scalar(7, 'int32') });
    expect(results).toEqual({
      x: tensor([1, -2]),
      n: scalar(7, 'int32'),
      y: tensor([-1, 2]),
      again: tensor([-1, 2]),
      fixed: tensor([1, 2]),
    });
    await program.dispose();
  });

  test('leaves the tensors around it alone', async () => {
    const around = tf.tensor1d([1, 2]);
    const program = await make(({ x }) => ({ around, sum: tf.add(around, x) }), { x: float32() });
    for (let run = 0; run < 2; run++) {
      expect(await program.run({ x: scalar(1) })).toEqual({ around: tensor([1, 2]), sum: tensor([2, 3]) });
    }
    expect(Array.from(around.dataSync())).toEqual([1, 2]);
    around.dispose();
    await program.dispose();
  });

  test('runs again and again on what it gave', async () => {
    const program = await make(({ w }) => ({ w: tf.mul(w, 2) }), { w: float32(2) });
    let state = { w: tensor([1, -1]) };
    for (let i = 0; i < 10; i++) state = (await program.run(state)) as typeof state;
    expect(Array.from(state.w.data)).toEqual([1024, -1024]);
    await program.dispose();
  });

  test('names an input that does not fit', async () => {
    const program = await make(({ x }) => ({ y: tf.neg(x) }), { x: float32(2) });
    await expect(program.run({ x: tensor([1, 2, 3]) })).rejects.toThrow(
      /input x does not fit .*float32\[3\].*float32\[2\]/,
    );
    await expect(program.run({} as never)).rejects.toThrow(/input x is missing: expected float32\[2\]/);
    await expect(program.run({ x: tensor([1, 2], [2], 'int32') as never })).rejects.toThrow(InputError);
    await program.dispose();
  });

  test('ignores an input that no result needs, but not one that does not fit', async () => {
    const program = await make(({ x }) => ({ y: tf.neg(x) }), { x: float32(1), idle: float32(1) });
    expect((await program.run({ x: tensor([1]), idle: tensor([2]) })).y).toEqual(tensor([-1]));
    await expect(program.run({ x: tensor([1]), idle: tensor([2, 3]) })).rejects.toThrow(/idle/);
    await program.dispose();
  });
});

test('eager on a backend that is not there names those that are', async () => {
  await expect(eager(({ x }) => ({ x }), { x: float32(1) }, { backend: 'abacus' })).rejects.toThrow(
    /abacus.*expected.*cpu/,
  );
});

test('a provider that this machine lacks is replaced by cpu, which says so', async () => {
  const program = await compile(({ x }) => ({ y: tf.neg(x) }), { x: float32(1) }, { provider: 'cuda' });
  expect((await program.run({ x: tensor([1]) })).y.data[0]).toBe(-1);
  if (program.provider === 'cpu') {
    expect(program.engine).toBe('onnxruntime cpu');
    expect(program.fallback).toMatch(/^cuda is not available: ./);
  }
  await program.dispose();
});
