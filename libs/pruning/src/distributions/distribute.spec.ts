import { networkStructure, paperData } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { distribute, keptByWeights, type Distribution, type LayerBudget } from './distribute';
import { prunableLayers } from './prunable-layer';
import { randomLayers } from './testing/random-layers';

const networkLayers = (name: 'lenet-300-100' | 'mobilenet-v1' | 'conv-4') =>
  prunableLayers(networkStructure({ name }, paperData(name)!));
const lenet = networkLayers('lenet-300-100');

const keptOf = (budgets: readonly LayerBudget[]) => budgets.map(({ kept }) => kept);
const sumOf = (budgets: readonly LayerBudget[], key: 'kept' | 'size') =>
  budgets.reduce((sum, budget) => sum + budget[key], 0);
const sparsity = fc.double({ min: 0, max: 0.999, noNaN: true });

test.each(['er', 'erk'] as const)('%s keeps exactly what the sparsity of the network says', (name) => {
  fc.assert(
    fc.property(randomLayers, sparsity, fc.double({ min: 0, max: 2, noNaN: true }), (layers, share, power) => {
      const budgets = distribute(layers, { name, sparsity: share, power });
      const size = sumOf(budgets, 'size');
      expect(sumOf(budgets, 'kept')).toBe(size - Math.floor(share * size + 0.5));
      for (const { size, density, kept } of budgets) {
        expect(density).toBeGreaterThanOrEqual(0);
        expect(density).toBeLessThanOrEqual(1);
        expect(kept).toBeLessThanOrEqual(size);
        expect(Math.abs(kept - density * size)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('smart ratio keeps exactly what the sparsity of the network says', () => {
  fc.assert(
    fc.property(randomLayers, fc.double({ min: 0, max: 1, noNaN: true }), (layers, share) => {
      // Sparsities that the output layer, at 0.3, allows.
      const size = layers.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent), 0);
      const output = layers.at(-1)!.shape.reduce((product, extent) => product * extent);
      const budget = 0.3 * output + share * (size - output);
      const within = Math.min(0.999, Math.max(0, 1 - budget / size));
      fc.pre(layers.length > 1 && (1 - within) * size >= 0.3 * output);
      const budgets = distribute(layers, { name: 'smart-ratio', sparsity: within });
      expect(sumOf(budgets, 'kept')).toBe(size - Math.floor(within * size + 0.5));
      budgets.forEach(({ kept, density, size }) => expect(Math.abs(kept - density * size)).toBeLessThanOrEqual(1));
    }),
  );
});

test('uniform keeps exactly the same share of every layer but the first', () => {
  fc.assert(
    fc.property(randomLayers, sparsity, fc.boolean(), (layers, share, denseFirst) => {
      const budgets = distribute(layers, { name: 'uniform', sparsity: share }, { denseFirst });
      budgets.forEach(({ size, kept }, i) =>
        expect(kept).toBe(denseFirst && i === 0 ? size : size - Math.floor(share * size + 0.5)),
      );
    }),
  );
});

test('uniform keeps the first layer dense unless told otherwise, the others do not', () => {
  expect(keptOf(distribute(lenet, { name: 'uniform', sparsity: 0.9 }))).toEqual([235_200, 3000, 100]);
  expect(keptOf(distribute(lenet, { name: 'uniform', sparsity: 0.9 }, { denseFirst: false }))).toEqual([
    23_520, 3000, 100,
  ]);
  expect(keptOf(distribute(lenet, { name: 'erk', sparsity: 0.9 }))).toEqual([18_714, 6906, 1000]);
});

test('fixed layers are left out of both sides', () => {
  const fixed = { dense_1: 0.99, dense_2: 0.89 };
  // The MNIST perceptron of Evci et al., appendix B.
  expect(keptOf(distribute(lenet, { name: 'erk', sparsity: 0 }, { fixed }))).toEqual([2352, 3300, 1000]);
  const budgets = distribute(lenet, { name: 'erk', sparsity: 0.5 }, { fixed: { dense_3: 0 } });
  expect(budgets[0]!.kept + budgets[1]!.kept).toBe((235_200 + 30_000) / 2);
  expect(budgets[2]!.kept).toBe(1000);
});

test('every layer keeps at least so many, and the network what it should', () => {
  fc.assert(
    fc.property(randomLayers, sparsity, fc.nat(5), (layers, share, minKeep) => {
      const size = layers.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent), 0);
      const total = size - Math.floor(share * size + 0.5);
      fc.pre(total >= minKeep * layers.length);
      const budgets = distribute(layers, { name: 'erk', sparsity: share }, { minKeep });
      expect(sumOf(budgets, 'kept')).toBe(total);
      for (const { kept, size } of budgets) expect(kept).toBeGreaterThanOrEqual(Math.min(minKeep, size));
    }),
  );
});

test('without a least, a layer may be left with nothing; with one it never is', () => {
  const spread: Distribution = { name: 'uniform', sparsity: 0.9999 };
  expect(keptOf(distribute(lenet, spread, { denseFirst: false }))).toEqual([24, 3, 0]);
  expect(keptOf(distribute(lenet, spread, { denseFirst: false, minKeep: 1 }))).toEqual([24, 3, 1]);
});

test('what the real sparsity is depends on the layers that stay dense', () => {
  const mobilenet = networkLayers('mobilenet-v1');
  const budgets = distribute(mobilenet, { name: 'uniform', sparsity: 0.75 }, { denseDepthwise: true });
  expect(budgets.filter(({ kept, size }) => kept === size)).toHaveLength(1 + 13);
  expect(1 - sumOf(budgets, 'kept') / sumOf(budgets, 'size')).toBeCloseTo(0.742, 3);
});

test('given densities are taken as they are, rounded to whole weights', () => {
  const densities = { dense_1: 0.01, dense_2: 0.11, dense_3: 1 };
  expect(keptOf(distribute(lenet, { name: 'given', densities }))).toEqual([2352, 3300, 1000]);
  expect(() => distribute(lenet, { name: 'given', densities: { dense_1: 1 } })).toThrow('no density for dense_2');
});

test('counts have the names of masks', () => {
  expect(keptByWeights(distribute(lenet, { name: 'er', sparsity: 0.9 }))).toEqual({
    'dense_1/weights': 18_714,
    'dense_2/weights': 6906,
    'dense_3/weights': 1000,
  });
});

test.each<[Distribution, Parameters<typeof distribute>[2], string]>([
  [{ name: 'uniform', sparsity: 1 }, {}, 'sparsity is out of range (got 1)'],
  [{ name: 'er', sparsity: NaN }, {}, 'sparsity is out of range'],
  [{ name: 'erk', sparsity: 0.5, power: -1 }, {}, 'the power is out of range'],
  [{ name: 'smart-ratio', sparsity: 0.5, outputDensity: 2 }, {}, 'density is out of range'],
  [{ name: 'er', sparsity: 0.5 }, { fixed: { dense_9: 0 } }, 'no such layer (got "dense_9")'],
  [{ name: 'er', sparsity: 0.5 }, { fixed: { dense_1: 1.5 } }, 'the sparsity of dense_1 is out of range'],
  [{ name: 'er', sparsity: 0.5 }, { minKeep: 0.5 }, 'minKeep is out of range'],
  [{ name: 'er', sparsity: 0.99999 }, { minKeep: 2 }, 'cannot keep 3 together'],
  [{ name: 'smart-ratio', sparsity: 0.9999 }, {}, 'keeps 0.3 of the output layer'],
  [{ name: 'smart-ratio', sparsity: 0 }, {}, 'keeps 0.3 of the output layer'],
])('%j with %j is refused', (distribution, options, message) => {
  expect(() => distribute(lenet, distribution, options)).toThrow(InputError);
  expect(() => distribute(lenet, distribution, options)).toThrow(message);
});
