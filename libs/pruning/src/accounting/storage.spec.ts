import { networkStructure, paperData } from '@tombola/nn';
import type { NetworkName } from '@tombola/shared';
import { distribute } from '../distributions/distribute';
import { prunableLayers } from '../distributions/prunable-layer';
import { storedBytes, type StorageOptions } from './storage';

const layersOf = (name: NetworkName) => prunableLayers(networkStructure({ name }, paperData(name)!));

test.each([
  ['erk', 0.8, 23.684],
  ['erk', 0.9, 13.499],
  ['erk', 0.95, 8.399],
  ['uniform', 0.9, 13.532],
  ['uniform', 0.95, 8.433],
  ['uniform', 0.965, 6.904],
  // The README of RigL prints 23.685 here.
  ['uniform', 0.8, 23.729],
] as const)('ResNet-50 with %s %d takes %d MB as bitmaps and float32', (name, sparsity, megabytes) => {
  const budgets = distribute(layersOf('resnet-50'), { name, sparsity });
  expect(Number((storedBytes(budgets, { format: 'bitmap' }).total / 1e6).toFixed(3))).toBe(megabytes);
});

test('dense, ResNet-50 takes 102.122 MB, 27,560 biases among them', () => {
  const budgets = distribute(layersOf('resnet-50'), { name: 'erk', sparsity: 0.9 });
  const bytes = storedBytes(budgets, { format: 'dense' });
  expect(bytes).toEqual({ weights: 102_011_648, index: 0, biases: 4 * 27_560, scales: 0, total: 102_121_888 });
});

test.each<[StorageOptions, number, number]>([
  [{ format: 'bitmap' }, 139_755, 54_571],
  [{ format: 'csr' }, 161_372, 33_596],
  [{ format: 'bitmap', bits: 8 }, 59_895, 38_599],
  [{ format: 'dense' }, 1_064_800, 1_064_800],
])('weights and index of LeNet-300-100 as %j, at a tenth and at a fiftieth', (options, tenth, fiftieth) => {
  const bytes = [0.9, 0.98].map((sparsity) => {
    const budgets = distribute(layersOf('lenet-300-100'), { name: 'er', sparsity, power: 0 });
    return storedBytes(budgets, options);
  });
  expect(bytes.map(({ weights, index }) => weights + index)).toEqual([tenth, fiftieth]);
  for (const { biases, scales, total, weights, index } of bytes) {
    expect(biases).toBe(4 * 410);
    expect(scales).toBe(options.bits === 8 ? 4 * 410 : 0);
    expect(total).toBe(weights + index + biases + scales);
  }
});

test('a layer that keeps all has no index', () => {
  const budgets = distribute(layersOf('lenet-300-100'), { name: 'uniform', sparsity: 0.9 });
  expect(storedBytes(budgets, { format: 'bitmap' }).index).toBe((30_000 + 1000) / 8);
  expect(storedBytes(budgets, { format: 'csr' }).index).toBe(3100 * 2 + 101 * 4 + 11 * 4);
});

test('columns beyond 16 bits are numbered in 32', () => {
  const layer = { name: 'a', weights: 'a/weights', kind: 'dense', output: true, depthwise: false, kept: 10 } as const;
  const index = (inputs: number) => storedBytes([{ ...layer, shape: [inputs, 2] }], { format: 'csr' }).index;
  expect([index(65_536), index(65_537)]).toEqual([10 * 2 + 12, 10 * 4 + 12]);
});
