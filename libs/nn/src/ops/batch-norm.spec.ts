import { compile, eager, float32, tensor, tf, type Tensor } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import { randomStream } from '@tombola/shared';
import { batchNormTrain, batchNormUse } from './batch-norm';

const options = { epsilon: 1e-5, momentum: 0.9 };
const shape = [4, 3, 2, 5];
const random = randomStream(1, 'batch-norm');
const normal = (length: number, mean = 0) => Float32Array.from({ length }, () => mean + random.normal());
const inputs = {
  x: tensor(normal(120, 1), shape),
  dy: tensor(normal(120), shape),
  scale: tensor([1, -0.5, 2]),
  shift: tensor([0.1, 0, -3]),
  mean: tensor([1, 2, 3]),
  variance: tensor([4, 5, 6]),
};
const signature = {
  x: float32(...shape),
  dy: float32(...shape),
  scale: float32(3),
  shift: float32(3),
  mean: float32(3),
  variance: float32(3),
};
type Symbols = Record<keyof typeof inputs, tfTypes.Tensor>;

const train = ({ x, scale, shift, mean, variance }: Omit<Symbols, 'dy'>) =>
  batchNormTrain(x, { scale, shift }, { mean, variance }, options);

/** The elements of a channel, over batch and positions. */
const channel = ({ data }: Pick<Tensor<'float32'>, 'data'>, c: number) =>
  Array.from(data).filter((_, i) => Math.floor(i / 10) % 3 === c);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('every channel of a batch gets the mean of its shift and the deviation of its scale', async () => {
  const program = await compile((all) => ({ y: train(all).y }), signature);
  const { y } = await program.run(inputs);
  for (const c of [0, 1, 2]) {
    const values = channel(y as Tensor<'float32'>, c);
    expect(meanOf(values)).toBeCloseTo(inputs.shift.data[c]!, 5);
    const variance = meanOf(values.map((value) => (value - inputs.shift.data[c]!) ** 2));
    expect(Math.sqrt(variance)).toBeCloseTo(Math.abs(inputs.scale.data[c]!), 4);
  }
  await program.dispose();
});

test('running statistics keep a share of themselves and take the mean and the unbiased variance of the batch', async () => {
  const program = await compile((all) => ({ ...train(all).statistics }), signature);
  const { mean, variance } = await program.run(inputs);
  for (const c of [0, 1, 2]) {
    const values = channel(inputs.x, c);
    const average = meanOf(values);
    const unbiased = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
    expect(mean.data[c]).toBeCloseTo(0.9 * inputs.mean.data[c]! + 0.1 * average, 5);
    expect(variance.data[c]).toBeCloseTo(0.9 * inputs.variance.data[c]! + 0.1 * unbiased, 4);
  }
  await program.dispose();
});

test('its gradients are what small changes do', async () => {
  const loss = (all: Symbols) => tf.sum<tfTypes.Scalar>(tf.mul(train(all).y, all.dy));
  const parts = ['x', 'scale', 'shift'] as const;
  const program = await eager((all) => {
    const grads = tf.grads((x, scale, shift) => loss({ ...all, x: x, scale: scale, shift: shift }));
    const [x, scale, shift] = grads(parts.map((part) => all[part]));
    return { loss: loss(all), x: x!, scale: scale!, shift: shift! };
  }, signature);
  const gradients = await program.run(inputs);
  const step = 1e-2;
  const lossAt = async (part: (typeof parts)[number], i: number, change: number) => {
    const data = inputs[part].data.map((value, k) => (k === i ? value + change : value));
    return (await program.run({ ...inputs, [part]: tensor(data, inputs[part].shape) })).loss.data[0]!;
  };
  for (const part of parts) {
    for (const i of [0, 1, 2]) {
      const slope = ((await lossAt(part, i, step)) - (await lossAt(part, i, -step))) / (2 * step);
      expect(Math.abs(slope - gradients[part].data[i]!)).toBeLessThan(5e-3 * Math.max(1, Math.abs(slope)));
    }
  }
});

test('in use it is a line through the running statistics', async () => {
  const program = await compile(
    ({ x, scale, shift, mean, variance }) => ({ y: batchNormUse(x, { scale, shift }, { mean, variance }, options) }),
    signature,
  );
  const { y } = await program.run(inputs);
  for (let i = 0; i < 120; i++) {
    const c = Math.floor(i / 10) % 3;
    const { scale, shift, mean, variance } = inputs;
    const normal = (inputs.x.data[i]! - mean.data[c]!) / Math.sqrt(variance.data[c]! + options.epsilon);
    expect(y.data[i]).toBeCloseTo(scale.data[c]! * normal + shift.data[c]!, 4);
  }
  await program.dispose();
});

test('units of a dense layer are normalised over the batch', async () => {
  const program = await compile(
    ({ x }) => {
      const one = tf.ones([2]);
      return batchNormTrain(x, { scale: one, shift: tf.zeros([2]) }, { mean: one, variance: one }, options);
    },
    { x: float32(3, 2) },
  );
  const { y } = await program.run({ x: tensor([1, 10, 2, 10, 3, 10], [3, 2]) });
  const deviation = Math.sqrt(2 / 3 + options.epsilon);
  [-1 / deviation, 0, 0, 0, 1 / deviation, 0].forEach((wish, i) => expect(y.data[i]).toBeCloseTo(wish, 4));
  await program.dispose();
});

test('its second derivatives know that neither the size nor the mean of a channel matters', async () => {
  // f(a x) = f(x) and f(x + b) = f(x), channel by channel: H x = -∇f, H 1 = 0.
  const f = (all: Symbols) => tf.sum<tfTypes.Scalar>(tf.mul(tf.square(train(all).y), all.dy));
  const hessian = (all: Symbols, x: tfTypes.Tensor, by: tfTypes.Tensor) =>
    tf.grad((at) => tf.sum(tf.mul(tf.grad((inner) => f({ ...all, x: inner }))(at), by)))(x);
  const centred = (all: Symbols) => ({ ...all, shift: tf.zerosLike(all.shift) });
  const scaleTwice = (all: Symbols) =>
    tf.grad((scale) => tf.sum(tf.grad((inner) => f({ ...centred(all), scale: inner }))(scale)))(all.scale);
  const make = async (run: typeof compile | typeof eager) => {
    const program = await run(
      (all) => ({
        gradient: tf.grad((x) => f({ ...all, x: x }))(all.x),
        alongItself: hessian(all, all.x, tf.clone(all.x)),
        alongOnes: hessian(all, all.x, tf.onesLike(all.x)),
        scaleTwice: scaleTwice(all),
        value: f(centred(all)),
      }),
      signature,
    );
    const results = await program.run(inputs);
    await program.dispose();
    return results;
  };
  for (const results of [await make(eager), await make(compile)]) {
    results.alongItself.data.forEach((value, i) => expect(value).toBeCloseTo(-results.gradient.data[i]!, 2));
    for (const value of results.alongOnes.data) expect(value).toBeCloseTo(0, 3);
    // f is a square in each scale: the second derivatives' sum, weighed by scales squared over 2, is f.
    const twice = Array.from(results.scaleTwice.data);
    const back = twice.reduce((sum, value, c) => sum + (value * inputs.scale.data[c]! ** 2) / 2, 0);
    expect(back).toBeCloseTo(results.value.data[0]!, 3);
  }
});
