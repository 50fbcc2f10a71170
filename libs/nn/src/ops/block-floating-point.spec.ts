import { compile, eager, float32, sizeOf, tensor, tf, type Tensor } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import { randomStream } from '@tombola/shared';
import { allBits, bitsOf } from '../testing/toy';
import { blockFloatingPoint, quantiseBothWays } from './block-floating-point';

type Engine = 'compiled' | 'eager';
const engines: Engine[] = ['compiled', 'eager'];

/** The quantised numbers of a tensor. */
async function quantise(
  x: Tensor<'float32'>,
  noise: Tensor<'float32'>,
  { bits = 8, engine = 'compiled' }: { bits?: number; engine?: Engine } = {},
): Promise<Tensor<'float32'>> {
  const make = engine === 'compiled' ? compile : eager;
  const signature = { x: float32(...x.shape), noise: float32(...x.shape) };
  const program = await make((all) => ({ y: blockFloatingPoint(all.x, all.noise, bits) }), signature);
  const { y } = await program.run({ x, noise });
  await program.dispose();
  return y as Tensor<'float32'>;
}

const uniform = (seed: number, shape: readonly number[]) => {
  const random = randomStream(seed, 'noise');
  return tensor(
    Float32Array.from({ length: sizeOf(shape) }, () => (random.uint32() >>> 8) / 2 ** 24),
    shape,
  );
};
const normal = (seed: number, shape: readonly number[]) => {
  const random = randomStream(seed, 'values');
  return tensor(
    Float32Array.from({ length: sizeOf(shape) }, () => random.normal()),
    shape,
  );
};
const constant = (value: number, shape: readonly number[]) =>
  tensor(new Float32Array(sizeOf(shape)).fill(value), shape);

test('a block of exponent 0 has multiples of 2^-6, from -128 to 127 of them', async () => {
  const x = tensor([1.99, -1.99, 1 / 64, 0.4 / 64, -0.4 / 64, -2 + 2 ** -20]);
  const up = await quantise(x, constant(0, [6]));
  expect([...up.data].map((value) => value * 64)).toEqual([127, -127, 1, 1, 0, -127]);
  const down = await quantise(x, constant(1 - 2 ** -24, [6]));
  expect([...down.data].map((value) => value * 64)).toEqual([127, -128, 1, 0, -1, -128]);
});

test('every slice along the first dimension has an exponent of its own', async () => {
  const x = tensor([100, 0.3, 0.01, 0.3, 0, 0], [3, 2]);
  const { data } = await quantise(x, constant(0.5, [3, 2]));
  // Units of 1, of 1/256, and of a block of zeros.
  expect([...data]).toEqual([100, 0, Math.round(0.01 * 256) / 256, Math.round(0.3 * 256) / 256, 0, 0]);
});

test.each(engines)('%s: what is representable stays, for any exponent and any noise', async (engine) => {
  const blocks = Array.from({ length: 200 }, (_, i) => i - 96);
  const shape = [blocks.length, 6];
  const x = tensor(
    blocks.flatMap((exponent) => [64, 127, -127, 1, -1, 0].map((count) => count * 2 ** (exponent - 6))),
    shape,
  );
  for (const noise of [constant(0, shape), constant(1 - 2 ** -24, shape), uniform(1, shape)]) {
    const y = await quantise(x, noise, { engine });
    expect(y.data.map((value) => value + 0)).toEqual(x.data);
  }
});

test.each([4, 8])('the mean over many draws of %d bits is the number itself', async (bits) => {
  const draws = 4000;
  const values = [0.8, -0.61, 0.123, -0.0371, 0.25];
  // Whole blocks along the first dimension, all alike.
  const shape = [draws, values.length];
  const x = tensor(Array.from({ length: draws }, () => values).flat(), shape);
  const { data } = await quantise(x, uniform(2, shape), { bits });
  const unit = 2 ** (-1 - bits + 2);
  values.forEach((value, i) => {
    const sum = data.reduce((total, y, k) => (k % values.length === i ? total + y : total), 0);
    // Six deviations of the mean of draws from two neighbours.
    expect(Math.abs(sum / draws - value)).toBeLessThan((6 * 0.5 * unit) / Math.sqrt(draws) + 1e-9);
  });
});

test.each([[[7]], [[5, 3]], [[4, 3, 2, 2]], [[]]])(
  'compiled and eager programs give the same bits of %j',
  async (shape) => {
    for (let seed = 0; seed < 4; seed++) {
      const [x, noise] = [normal(seed, shape), uniform(seed, shape)];
      const compiled = await quantise(x, noise);
      expect(bitsOf(compiled)).toEqual(bitsOf(await quantise(x, noise, { engine: 'eager' })));
      const greatest = Math.max(...x.data.map(Math.abs));
      compiled.data.forEach((y, i) => expect(Math.abs(y - x.data[i]!)).toBeLessThanOrEqual(greatest / 32));
    }
  },
);

test('activations are quantised forward, errors back, by noise of their own', async () => {
  const shape = [3, 4];
  const inputs = { x: normal(1, shape), dy: normal(2, shape), forward: uniform(3, shape), backward: uniform(4, shape) };
  const spec = float32(...shape);
  const step = (all: Record<keyof typeof inputs, tfTypes.Tensor>) => {
    const { forward, backward } = all;
    const loss = (x: tfTypes.Tensor) =>
      tf.sum<tfTypes.Scalar>(tf.mul(quantiseBothWays(x, { forward, backward }), all.dy));
    const plain = (x: tfTypes.Tensor) => tf.sum<tfTypes.Scalar>(tf.mul(quantiseBothWays(x, { backward }), all.dy));
    return { y: quantiseBothWays(all.x, { forward }), dx: tf.grad(loss)(all.x), straight: tf.grad(plain)(all.x) };
  };
  const signature = { x: spec, dy: spec, forward: spec, backward: spec };
  const compiled = await (await compile(step, signature)).run(inputs);
  const errors = await quantise(inputs.dy, inputs.backward);
  expect(bitsOf(compiled.y as Tensor<'float32'>)).toEqual(bitsOf(await quantise(inputs.x, inputs.forward)));
  expect(bitsOf(compiled.dx as Tensor<'float32'>)).toEqual(bitsOf(errors));
  expect(bitsOf(compiled.straight as Tensor<'float32'>)).toEqual(bitsOf(errors));
  const plain = await (await eager(step, signature)).run(inputs);
  expect(allBits(compiled as Record<string, Tensor<'float32'>>)).toEqual(
    allBits(plain as Record<string, Tensor<'float32'>>),
  );
});
