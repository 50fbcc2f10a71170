import { compile, eager, float32, tensor, tf } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import { expectedOpen, gate, gatedMagnitude, gateInUse, gatesOf, logAOf, openProbability } from './hard-concrete';

const digits = (value: number) => Number(value.toFixed(6));
const logit = (u: number) => Math.log(u / (1 - u));

test.each([
  [-5, 0.032252, 0, [0, 0, 0, 0, 0]],
  [-3, 0.197594, 0, [0, 0, 0, 0, 0.176883]],
  [-2.397895, 0.310176, 0, [0, 0, 0, 0.049605, 0.410374]],
  [-1, 0.645335, 0.22273, [0, 0, 0.118911, 0.544295, 0.92917]],
  [0, 0.831822, 0.5, [0, 0.093669, 0.5, 0.906331, 1]],
  [1, 0.930771, 0.77727, [0.07083, 0.455705, 0.881089, 1, 1]],
  [2.397895, 0.981952, 1, [0.589626, 0.950395, 1, 1, 1]],
  [5, 0.99864, 1, [1, 1, 1, 1, 1]],
])('a gate of log a = %d has the digits of its formulas', (logA, open, inUse, drawn) => {
  expect(digits(openProbability(logA))).toBe(open);
  expect(digits(gateInUse(logA))).toBe(inUse);
  expect([0.1, 0.25, 0.5, 0.75, 0.9].map((u) => digits(gate(logA, logit(u))))).toEqual(drawn);
});

test('a gate of log a = beta log(-gamma / zeta) is as likely to be open as to be closed', () => {
  expect(openProbability(-1.598597)).toBeCloseTo(0.5, 6);
});

test('gates are exactly closed and open in use from log 11 on', () => {
  expect([gateInUse(-Math.log(11) - 1e-6), gateInUse(Math.log(11) + 1e-6)]).toEqual([0, 1]);
  expect(gateInUse(-Math.log(11) + 1e-6)).toBeGreaterThan(0);
  expect(gateInUse(Math.log(11) - 1e-6)).toBeLessThan(1);
});

test('gates are symmetric, and as likely to be open as to be closed at log a = 0', () => {
  for (const a of [-4, -1.5, 0, 0.7, 3]) {
    for (const u of [0.02, 0.3, 0.5, 0.8, 0.99]) {
      expect(gate(-a, logit(1 - u))).toBeCloseTo(1 - gate(a, logit(u)), 12);
    }
  }
  // P(z = 1) is the share of u from which on the gate is 1.
  const draws = Array.from({ length: 100_000 }, (_, i) => gate(0, logit((i + 0.5) / 100_000)));
  const share = (value: number) => draws.filter((draw) => draw === value).length / draws.length;
  expect(share(1)).toBeCloseTo(0.168178, 4);
  expect(share(0)).toBeCloseTo(1 - openProbability(0), 4);
});

test('a gate is open with the probability that the penalty counts', () => {
  for (const logA of [-3, -1, 0.5, 2]) {
    const open = Array.from({ length: 50_000 }, (_, i) => gate(logA, logit((i + 0.5) / 50_000))).filter((z) => z > 0);
    expect(open.length / 50_000).toBeCloseTo(openProbability(logA), 4);
  }
});

test('gated weights are ordered by what they are in use, and below all of these by their closed gates', () => {
  const weights = [
    [5, -9],
    [0.1, -3],
    [0, 3],
    [-0.2, 0],
    [0.15, 3],
    [-0.4, 3],
  ] as const;
  const order = weights.map(([theta, logA]) => gatedMagnitude(theta, logA));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order.filter((score) => score <= 0)).toHaveLength(3);
});

test('the start is the log odds of the drop rate', () => {
  expect(logAOf(0.5)).toBe(0);
  expect(digits(logAOf(0.2))).toBe(1.386294);
});

test('drawn gates and their gradients, the penalty and its own, eager and compiled', async () => {
  const SIZE = 200;
  const random = randomStream(5, 'gates');
  const logA = Float32Array.from({ length: SIZE }, () => 3 * random.normal());
  const noise = Float32Array.from({ length: SIZE }, () => logit(0.001 + 0.998 * random.uniform()));
  const signature = { logA: float32(SIZE), noise: float32(SIZE) };
  for (const make of [eager, compile]) {
    const program = await make(({ logA: a, noise: drawn }) => {
      const sum = (x: typeof a): ReturnType<typeof tf.scalar> => tf.sum(gatesOf(x, drawn));
      const penalty = tf.valueAndGrad(expectedOpen)(a);
      return { gates: gatesOf(a, drawn), slopes: tf.grad(sum)(a), penalty: penalty.value, penaltySlopes: penalty.grad };
    }, signature);
    const { gates, slopes, penalty, penaltySlopes } = await program.run({ logA: tensor(logA), noise: tensor(noise) });
    await program.dispose();
    const step = 1e-5;
    for (let i = 0; i < SIZE; i++) {
      expect(gates.data[i]!).toBeCloseTo(gate(logA[i]!, noise[i]!), 5);
      const slope = (gate(logA[i]! + step, noise[i]!) - gate(logA[i]! - step, noise[i]!)) / (2 * step);
      // Where a gate is clipped within the step, finite differences see both sides.
      const z = gate(logA[i]!, noise[i]!);
      if (z === 0 || z === 1 || (z > 1e-4 && z < 1 - 1e-4)) expect(slopes.data[i]!).toBeCloseTo(slope, 4);
      const p = openProbability(logA[i]!);
      expect(penaltySlopes.data[i]!).toBeCloseTo(p * (1 - p), 5);
    }
    const open = [...logA].reduce((sum, a) => sum + openProbability(a), 0);
    expect(penalty.data[0]! / open).toBeCloseTo(1, 5);
    expect([...gates.data].filter((z) => z === 0).length).toBeGreaterThan(10);
    expect([...gates.data].filter((z) => z === 1).length).toBeGreaterThan(10);
  }
});
