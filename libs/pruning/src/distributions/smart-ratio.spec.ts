import { networkStructure, paperData } from '@tombola/nn';
import { prunableLayers, weightCount } from './prunable-layer';
import { smartRatioDensities } from './smart-ratio';

const layers = prunableLayers(networkStructure({ name: 'vgg-16' }, paperData('vgg-16')!));
const sizes = layers.map(weightCount);
const total = sizes.reduce((sum, size) => sum + size, 0);

test('layers keep shares by their distance from the end, the output layer 0.3', () => {
  const densities = smartRatioDensities(layers, { sparsity: 0.98 });
  // 13 convolutions and a dense layer: L = 14.
  const factors = layers.map((_, i) => (14 - i) ** 2 + (14 - i));
  expect(factors.slice(0, 2)).toEqual([210, 182]);
  for (const i of [1, 5, 12]) expect(densities[i]! / densities[0]!).toBeCloseTo(factors[i]! / factors[0]!, 12);
  expect(densities.at(-1)).toBe(0.3);
  expect(densities.reduce((sum, density, i) => sum + density * sizes[i]!, 0)).toBeCloseTo(0.02 * total, 6);
});

test('what would keep more than all is dense, and the others make up for it', () => {
  const densities = smartRatioDensities(layers, { sparsity: 0.5 });
  const dense = densities.filter((density) => density === 1).length;
  expect(dense).toBeGreaterThan(2);
  expect(densities.slice(0, dense).every((density) => density === 1)).toBe(true);
  expect(densities[dense]! / densities[dense + 1]!).toBeCloseTo(
    ((14 - dense) * (15 - dense)) / ((13 - dense) * (14 - dense)),
    12,
  );
  expect(densities.reduce((sum, density, i) => sum + density * sizes[i]!, 0)).toBeCloseTo(0.5 * total, 4);
});
