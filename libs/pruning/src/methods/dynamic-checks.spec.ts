import { networkStructure, paperData, type NetworkStructure } from '@tombola/nn';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { ownNetwork } from '../structured/testing/networks';
import { checkMethod } from './checks';

const lenet = networkStructure({ name: 'lenet-300-100' }, paperData('lenet-300-100')!);
const check =
  (method: RecipeInput['method'], network: NetworkStructure = lenet) =>
  () => {
    checkMethod(
      readRecipe({
        network: { name: 'lenet-300-100' },
        dataset: { name: 'mnist' },
        optimizer: { name: 'adam', learningRate: 0.001 },
        steps: 10,
        ...(method !== undefined && { method }),
      }),
      network,
    );
  };

test.each(['static', 'set', 'rigl', 'snfs', 'dsr', 'top-kast'] as const)(
  '%s is refused before training where it names layers that there are not',
  (name) => {
    expect(check({ name, sparsities: [0.9], fixed: { dense_3: 0 } })).not.toThrow();
    expect(check({ name, sparsities: [0.9], fixed: { output: 0 } })).toThrow(/no such layer \(got "output"\).*dense_3/);
  },
);

test('small-dense is refused before training where widths cannot be scaled, or not so far', () => {
  const { network } = ownNetwork([
    { op: 'conv', channels: 8, kernel: 3 },
    { op: 'conv', channels: 8, kernel: 3, groups: 2 },
    { op: 'global-average-pool' },
    { op: 'dense', units: 'classes' },
  ]);
  expect(check({ name: 'small-dense', sparsities: [0.9] })).not.toThrow();
  expect(check({ name: 'small-dense', sparsities: [0.9, 0.999] })).toThrow(/so small a dense network/);
  expect(check({ name: 'small-dense', sparsities: [0.9] }, network)).toThrow(/conv_2 is a grouped convolution/);
});
