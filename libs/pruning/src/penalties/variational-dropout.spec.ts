import { compile, eager, float32, tensor, tf } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import { divergence, divergenceOf, divergenceSlope, dropoutRate, logAlpha, sampleLinear } from './variational-dropout';

const digits = (value: number, places = 6) => Number(value.toFixed(places));

test('the divergence has the digits of its formula and falls to 0', () => {
  const at = [-8, -5, -3, -1, 0, 1, 3, 5, 8];
  expect(at.map((a) => digits(divergence(a)))).toEqual([
    4.635899, 3.136684, 2.11559, 0.913872, 0.431239, 0.17797, 0.02542, 0.003415, 0.000168,
  ]);
  for (let a = -20; a < 20; a += 0.25) expect(divergence(a)).toBeGreaterThan(divergence(a + 0.25));
});

test('its slope has the digits of the derivative, and is that of finite differences', () => {
  expect([0, 3].map((a) => digits(-divergenceSlope(a)))).toEqual([0.359128, 0.025385]);
  for (let a = -10; a <= 10; a += 0.5) {
    const step = 1e-5;
    expect(divergenceSlope(a)).toBeCloseTo((divergence(a + step) - divergence(a - step)) / (2 * step), 8);
  }
});

test('a log alpha of 3 is a dropout rate of 0.952574', () => {
  expect(digits(dropoutRate(3))).toBe(0.952574);
  expect(digits(logAlpha(0.1, -6), 5)).toBe(-1.39483);
});

const SIZE = 60;
const numbers = (name: string, scale: number, shift = 0) => {
  const random = randomStream(3, name);
  return Float32Array.from({ length: SIZE }, () => random.normal() * scale + shift);
};
const theta = numbers('theta', 0.1);
const logVariance = numbers('log variance', 3, -5);
const signature = { theta: float32(SIZE), logVariance: float32(SIZE) };
const inputs = { theta: tensor(theta), logVariance: tensor(logVariance) };

type Inputs = Record<keyof typeof signature, ReturnType<typeof tf.tensor>>;
const withGradients = ({ theta: means, logVariance: variances }: Inputs) => {
  const { value, grads } = tf.valueAndGrads((a, b) => divergenceOf(a, b))([means, variances]);
  return { value, byTheta: grads[0]!, byLogVariance: grads[1]! };
};

test('the sum of divergences and its gradients are those of the single weights, eager and compiled', async () => {
  for (const make of [eager, compile]) {
    const program = await make(withGradients, signature);
    const { value, byTheta, byLogVariance } = await program.run(inputs);
    await program.dispose();
    const each = [...theta].map((t, i) => logAlpha(t, logVariance[i]!));
    const sum = each.reduce((total, a) => total + divergence(a), 0);
    expect(Math.abs(value.data[0]! / sum - 1)).toBeLessThan(1e-5);
    each.forEach((a, i) => {
      const slope = divergenceSlope(a);
      const byMean = (slope * -2 * theta[i]!) / (theta[i]! ** 2 + 1e-8);
      expect(Math.abs(byLogVariance.data[i]! - slope)).toBeLessThan(1e-5);
      expect(Math.abs(byTheta.data[i]! - byMean)).toBeLessThan(1e-4 * (1 + Math.abs(byMean)));
    });
  }
});

/** What four inputs and two weights each make, with the noise given. */
const layer = {
  signature: { x: float32(3, 4), theta: float32(4, 2), logVariance: float32(4, 2), noise: float32(3, 2) },
  inputs: {
    x: tensor(numbers('x', 1).slice(0, 12), [3, 4]),
    theta: tensor(theta.slice(0, 8), [4, 2]),
    logVariance: tensor(logVariance.slice(0, 8), [4, 2]),
    noise: tensor(numbers('noise', 1).slice(0, 6), [3, 2]),
  },
};

test('a layer draws its results: mean x theta, variance x squared times sigma squared', async () => {
  const program = await eager(
    ({ x, theta: means, logVariance: variances, noise }) => ({
      y: sampleLinear(x, { theta: means, logVariance: variances }, (a, b) => tf.matMul(a, b), noise),
    }),
    layer.signature,
  );
  const { y } = await program.run(layer.inputs);
  const { x, noise } = layer.inputs;
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 2; column++) {
      let [mean, variance] = [0, 1e-8];
      for (let k = 0; k < 4; k++) {
        mean += x.data[4 * row + k]! * theta[2 * k + column]!;
        variance += x.data[4 * row + k]! ** 2 * Math.exp(logVariance[2 * k + column]!);
      }
      const drawn = mean + Math.sqrt(variance) * noise.data[2 * row + column]!;
      expect(y.data[2 * row + column]!).toBeCloseTo(drawn, 5);
    }
  }
});

test('a layer that reads zeros only has finite gradients', async () => {
  const program = await eager(({ x, theta: means, logVariance: variances, noise }) => {
    const loss = (a: typeof means, b: typeof variances): ReturnType<typeof tf.scalar> =>
      tf.sum(sampleLinear(tf.zerosLike(x), { theta: a, logVariance: b }, (p, q) => tf.matMul(p, q), noise));
    const [byTheta, byLogVariance] = tf.grads(loss)([means, variances]);
    return { byTheta: byTheta!, byLogVariance: byLogVariance! };
  }, layer.signature);
  const { byTheta, byLogVariance } = await program.run(layer.inputs);
  expect([...byTheta.data, ...byLogVariance.data].every((value) => value === 0)).toBe(true);
});
