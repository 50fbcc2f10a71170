import { networkStructure, paperData } from '@tombola/nn';
import type { NetworkName } from '@tombola/shared';
import fc from 'fast-check';
import { erdosRenyiDensities, erdosRenyiFactor, type ErdosRenyiOptions } from './erdos-renyi';
import { prunableLayers, weightCount, type PrunableLayer } from './prunable-layer';
import { randomLayers } from './testing/random-layers';

const layersOf = (name: NetworkName) => prunableLayers(networkStructure({ name }, paperData(name)!));
const digits = (values: readonly number[]) => values.map((value) => Number(value.toFixed(6)));

/** eps, from the layers that are not dense. */
function epsilonOf(layers: readonly PrunableLayer[], densities: readonly number[], kernel: boolean): number {
  const i = densities.findIndex((density) => density < 1);
  return Number((densities[i]! / erdosRenyiFactor(layers[i]!, kernel)).toFixed(6));
}

test.each([
  [0.8, 35.202156, [0.162241, 0.469362, 1]],
  [0.9, 17.264151, [0.079568, 0.230189, 1]],
  [0.95, 8.350063, [0.038484, 0.111334, 0.918507]],
  [0.98, 3.340025, [0.015394, 0.044534, 0.367403]],
])('LeNet-300-100 at %d has the same densities with ER and ERK', (sparsity, epsilon, expected) => {
  const layers = layersOf('lenet-300-100');
  for (const kernel of [true, false]) {
    const densities = erdosRenyiDensities(layers, { sparsity, kernel });
    expect(digits(densities)).toEqual(expected);
    expect(epsilonOf(layers, densities, kernel)).toBe(epsilon);
  }
});

test.each([
  [true, 0.8, 50.315763, [1, 0.182897, 0.135125, 0.089401, 0.202688, 0.393092, 1]],
  [true, 0.9, 24.933473, [1, 0.090633, 0.06696, 0.044302, 0.10044, 0.194793, 1]],
  [false, 0.9, 16.842081, [1, 0.526315, 0.394736, 0.263158, 0.067845, 0.131579, 1]],
])('Conv-4, kernel %s, at %d', (kernel, sparsity, epsilon, expected) => {
  const layers = layersOf('conv-4');
  const densities = erdosRenyiDensities(layers, { sparsity, kernel });
  expect(digits(densities)).toEqual(expected);
  expect(epsilonOf(layers, densities, kernel)).toBe(epsilon);
});

const layer = (shape: readonly number[], output = false): PrunableLayer => ({
  name: shape.join('x'),
  weights: `${shape.join('x')}/weights`,
  shape,
  kind: shape.length === 2 ? 'dense' : 'conv',
  output,
  depthwise: false,
});

test.each([
  [0.5, 8.269231, [1, 0.215345, 0.95613]],
  [0.8, 3.132773, [0.652661, 0.081583, 0.362227]],
])('a tiny network at %d', (sparsity, epsilon, expected) => {
  const layers = [layer([8, 1, 3, 3]), layer([16, 8, 3, 3]), layer([64, 10], true)];
  const densities = erdosRenyiDensities(layers, { sparsity, kernel: true });
  expect(digits(densities)).toEqual(expected);
  expect(epsilonOf(layers, densities, true)).toBe(epsilon);
});

test('ResNet-50 has the dense layers of RigL, and the densities of its code, which counts whole zeros', () => {
  const layers = layersOf('resnet-50');
  expect(layers).toHaveLength(54);
  expect(layers.reduce((sum, each) => sum + weightCount(each), 0)).toBe(25_502_912);
  const at = (sparsity: number) => {
    const densities = erdosRenyiDensities(layers, { sparsity, kernel: true, zeros: 'whole' });
    const density = (name: string) => Number(densities[layers.findIndex((each) => each.name === name)]!.toFixed(6));
    const dense = layers.filter((_, i) => densities[i] === 1).map(({ name }) => name);
    return { epsilon: epsilonOf(layers, densities, true), density, dense };
  };
  const eighty = at(0.8);
  expect(eighty.epsilon).toBe(99.561667);
  expect(eighty.dense).toEqual([
    'stage_1_block_1_conv_1',
    'stage_1_block_1_conv_3',
    'stage_1_block_1_projection',
    'stage_1_block_2_conv_1',
    'stage_1_block_2_conv_3',
    'stage_1_block_3_conv_1',
    'stage_1_block_3_conv_3',
    'stage_2_block_1_conv_1',
  ]);
  const named = ['conv_1', 'stage_1_block_2_conv_2', 'stage_4_block_3_conv_2', 'dense_1'];
  expect(named.map(eighty.density)).toEqual([0.857195, 0.361905, 0.043466, 0.148176]);
  const ninety = at(0.9);
  expect(ninety.epsilon).toBe(48.786611);
  expect(ninety.dense).toEqual(['stage_1_block_1_conv_1']);
  expect(['conv_1', 'dense_1'].map(ninety.density)).toEqual([0.420038, 0.072608]);
});

test('ResNet-50 has nearly the same densities when zeros are real numbers', () => {
  const layers = layersOf('resnet-50');
  const [whole, real] = (['whole', 'real'] as const).map((zeros) =>
    erdosRenyiDensities(layers, { sparsity: 0.8, kernel: true, zeros }),
  );
  expect(digits([whole![0]!, real![0]!])).toEqual([0.857195, 0.857191]);
  whole!.forEach((density, i) => expect(Math.abs(density - real![i]!)).toBeLessThan(1e-5));
});

const options: fc.Arbitrary<Required<Omit<ErdosRenyiOptions, 'zeros'>>> = fc.record({
  sparsity: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kernel: fc.boolean(),
  power: fc.double({ min: 0, max: 3, noNaN: true }),
});

test('densities meet the budget, are in proportion to the factor, and are 1 only where it asks for more', () => {
  fc.assert(
    fc.property(randomLayers, options, (layers, { sparsity, kernel, power }) => {
      const densities = erdosRenyiDensities(layers, { sparsity, kernel, power });
      const sizes = layers.map(weightCount);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const kept = densities.reduce((sum, density, i) => sum + density * sizes[i]!, 0);
      expect(Math.abs(kept - (1 - sparsity) * total)).toBeLessThan(1e-9 * total);
      const factors = layers.map((each) => erdosRenyiFactor(each, kernel) ** power);
      const epsilons = densities.flatMap((density, i) => (density < 1 ? [density / factors[i]!] : []));
      if (epsilons.length === 0) return;
      const epsilon = epsilons[0]!;
      for (const other of epsilons) expect(Math.abs(other / epsilon - 1)).toBeLessThan(1e-9);
      densities.forEach((density, i) => {
        if (density === 1) expect(epsilon * factors[i]!).toBeGreaterThan(1 - 1e-9);
      });
    }),
  );
});

test('a power of 0 is uniform', () => {
  const densities = erdosRenyiDensities(layersOf('conv-4'), { sparsity: 0.9, kernel: true, power: 0 });
  densities.forEach((density) => expect(density).toBeCloseTo(0.1, 12));
});
