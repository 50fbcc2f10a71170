import { networkStructure, trainingCost } from '@tombola/nn';
import { datasetFacts } from '@tombola/datasets';
import { readRecipe } from '@tombola/shared';
import { macsOf } from './inference-cost';

const facts = datasetFacts({ name: 'mnist' });
const network = networkStructure({ name: 'lenet-300-100' }, facts);
const layersOf = (...kept: number[]) =>
  Object.fromEntries(
    [784 * 300, 300 * 100, 100 * 10].map((total, i) => [`dense_${i + 1}/weights`, { kept: kept[i] ?? total, total }]),
  );

test('a dense level costs what its network costs, a pruned one what its kept weights do', () => {
  const recipe = readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'mnist' },
    optimizer: { name: 'sgd', learningRate: 0.1 },
    steps: 1,
  });
  expect(macsOf(network, layersOf())).toBe(trainingCost(recipe, facts).macs);
  expect(macsOf(network, layersOf(123_456, 7, 1))).toBe(123_464);
});

test('a layer whose weights are used at several places costs as often', () => {
  const [first, ...others] = network.layers;
  const often = { ...network, layers: [{ ...first!, macs: first!.macs * 576 }, ...others] };
  expect(macsOf(often, layersOf(1, 0, 0))).toBe(576);
});

test('what is not known of a network costs nothing that could be said', () => {
  expect(macsOf(undefined, layersOf())).toBeNull();
  expect(macsOf(network, null)).toBeNull();
  expect(macsOf(network, { 'dense1.weights': { kept: 1, total: 2 } })).toBeNull();
  expect(macsOf(network, { ...layersOf(), 'dense_1/weights': { kept: 1, total: 2 } })).toBeNull();
});
