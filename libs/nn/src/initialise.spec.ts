import { initialise, type Initialiser } from './initialise';
import { mlp } from './network/mlp';
import { structureOf } from './network/structure';
import { bitsOf } from './testing/toy';

const network = mlp({ inputShape: [1, 20, 20], hidden: [250], classes: 10 });
const variances = { glorot: 2 / (400 + 250), he: 2 / 400, lecun: 1 / 400 };
const cases: { initialiser: Initialiser; variance: number }[] = [
  ...Object.entries(variances).flatMap(([family, variance]) =>
    (['normal', 'uniform'] as const).map((shape) => ({ initialiser: `${family}-${shape}` as Initialiser, variance })),
  ),
  { initialiser: 'normal-1', variance: 1 },
  { initialiser: 'normal-0.1', variance: 0.1 },
];

test.each(cases)('$initialiser has its published mean and variance', ({ initialiser, variance }) => {
  const { data } = initialise(network, initialiser, 3)['dense_1/weights']!;
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const spread = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
  // 100,000 draws: the standard error of the mean is σ/316, of the variance at most σ²/223. Five of them.
  expect(Math.abs(mean)).toBeLessThan((5 / 316) * Math.sqrt(variance));
  expect(Math.abs(spread / variance - 1)).toBeLessThan(5 / 223);
});

test.each(cases)('$initialiser stays within its bound, and comes close to it', ({ initialiser, variance }) => {
  const { data } = initialise(network, initialiser, 4)['dense_1/weights']!;
  const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / Math.sqrt(variance);
  if (initialiser.endsWith('uniform')) {
    expect(largest).toBeLessThanOrEqual(Math.sqrt(3) * (1 + 1e-7));
    expect(largest).toBeGreaterThan(Math.sqrt(3) * 0.999);
  } else {
    // Of 100,000 normal draws the largest is beyond 3.5 σ; none is truncated at 2 or 3.
    expect(largest).toBeGreaterThan(3.5);
  }
});

test('biases start at 0', () => {
  const parameters = initialise(network, 'he-normal', 1);
  expect(parameters['dense_1/bias']!.data.every((value) => Object.is(value, 0))).toBe(true);
});

test('the same seed gives the same bits, another seed or draw gives others', () => {
  const bits = (seed: number, draw?: number) =>
    bitsOf(initialise(network, 'glorot-normal', seed, draw)['dense_2/weights']!);
  expect(bits(1)).toEqual(bits(1, 0));
  expect(bits(1)).not.toEqual(bits(2));
  expect(bits(1)).not.toEqual(bits(1, 1));
});

test('the shape of one layer changes no other layer', () => {
  const deeper = mlp({ inputShape: [1, 20, 20], hidden: [250, 30], classes: 10 });
  const first = (net: typeof network) => bitsOf(initialise(net, 'glorot-normal', 5)['dense_1/weights']!);
  // Same fans, so the same numbers, although the layers after it differ.
  expect(first(deeper)).toEqual(first(network));
});

test('a convolution counts the positions of its kernel and its groups in its fans', () => {
  const grouped = structureOf(
    {
      name: 'grouped',
      nodes: [
        { op: 'conv', channels: 64, kernel: [3, 5], groups: 2 },
        { op: 'global-average-pool' },
        { op: 'dense', units: 'classes' },
      ],
    },
    { inputShape: [128, 9, 9], classes: 10 },
  );
  const spread = (initialiser: Initialiser) => {
    const { data } = initialise(grouped, initialiser, 3)['conv_1/weights']!;
    return data.reduce((sum, value) => sum + value ** 2, 0) / data.length;
  };
  // 61,440 draws; the standard error of the variance is at most σ²/175. Five of them.
  expect(Math.abs(spread('he-normal') / (2 / (64 * 15)) - 1)).toBeLessThan(5 / 175);
  expect(Math.abs(spread('glorot-uniform') / (2 / ((64 + 32) * 15)) - 1)).toBeLessThan(5 / 175);
});

test('batch norm starts as the identity', () => {
  const normed = structureOf(
    { name: 'normed', nodes: [{ op: 'batch-norm' }, { op: 'flatten' }, { op: 'dense', units: 'classes' }] },
    { inputShape: [2, 1, 1], classes: 3 },
  );
  const initial = initialise(normed, 'he-normal', 1);
  const values = (role: string) => [...initial[`batch_norm_1/${role}`]!.data];
  expect([values('scale'), values('shift'), values('mean'), values('variance')]).toEqual([
    [1, 1],
    [0, 0],
    [0, 0],
    [1, 1],
  ]);
});
