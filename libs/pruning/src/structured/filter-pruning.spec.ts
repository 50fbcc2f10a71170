import { tensor } from '@tombola/engine';
import {
  initialise,
  networkStructure,
  parametersOf,
  structureOf,
  type NetworkStructure,
  type Parameters,
} from '@tombola/nn';
import { countMask } from '../masks';
import { filterNormMasks, filterNorms, keptByShare } from './filter-norms';
import { filterPrunings, keptFilters, prunedNetwork, type FilterPruning } from './filter-pruning';
import { removeChannels } from './remove-channels';
import { ownNetwork } from './testing/networks';
import { randomState } from './testing/random-state';

const cifar = { inputShape: [3, 32, 32], classes: 10 } as const;

/** MACs of convolutions, without projections: the papers' ResNets pad with zeros instead. */
const convMacs = ({ layers }: NetworkStructure) =>
  layers.reduce((sum, { kind, name, macs }) => (kind === 'conv' && !name.endsWith('projection') ? sum + macs : sum), 0);
const weights = (network: NetworkStructure) =>
  parametersOf(network).reduce(
    (sum, { name, prunable, shape }) =>
      prunable && !name.includes('projection') ? sum + shape.reduce((a, b) => a * b) : sum,
    0,
  );

const pruned = memoised((name: FilterPruning) => {
  const network = networkStructure({ name: prunedNetwork(name) }, cifar);
  const state = initialise(network, 'he-uniform', 1);
  const masks = filterNormMasks(network, state, keptFilters(name, network));
  const { definition, kept } = removeChannels(network, state, masks);
  return { network, masks, kept, thin: structureOf(definition, cifar) };
});

function memoised<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}

test('VGG-16-A has the widths of its paper and 206,143,488 of the 313,196,544 MACs', () => {
  const { network, thin } = pruned('vgg-16-a');
  const widths = thin.nodes.filter(({ op }) => op === 'conv').map(({ outputShape }) => outputShape[0]);
  expect(widths).toEqual([32, 64, 128, 128, ...new Array<number>(9).fill(256)]);
  expect([convMacs(network), convMacs(thin)]).toEqual([313_196_544, 206_143_488]);
});

// Li et al. 2017, table 1: how much of the FLOPs and of the parameters went, in percent.
test.each([
  ['resnet-56-a', 10.4, 9.4],
  ['resnet-56-b', 27.6, 13.7],
  ['resnet-110-a', 15.9, 2.3],
  ['resnet-110-b', 38.6, 32.4],
] as const)('%s loses %d %% of the FLOPs and %d %% of the weights', (name, flops, parameters) => {
  const { network, thin } = pruned(name);
  expect(Math.abs(100 - (100 * convMacs(thin)) / convMacs(network) - flops)).toBeLessThan(0.4);
  expect(Math.abs(100 - (100 * weights(thin)) / weights(network) - parameters)).toBeLessThan(0.4);
});

test('ResNet-56-B thins the first convolution of every block that is not skipped, and nothing else', () => {
  const { kept, masks } = pruned('resnet-56-b');
  const widths = Array.from(
    { length: 27 },
    (_, i) => kept[`stage_${1 + Math.floor(i / 9)}_block_${1 + (i % 9)}_conv_1`]!.length,
  );
  const stages = [
    [6, 6, 6, 6, 6, 6, 6, 16, 16],
    [32, 22, 22, 22, 22, 22, 22, 32, 22],
    [64, 57, 57, 57, 57, 57, 57, 57, 64],
  ];
  expect(widths).toEqual(stages.flat());
  expect(Object.keys(masks).every((name) => name.endsWith('conv_1'))).toBe(true);
  expect(kept.stage_2_block_3_conv_2).toHaveLength(32);
});

test.each(filterPrunings)('%s counts for a layer of its network', (name) => {
  const { masks, network } = pruned(name);
  expect(Object.values(masks).some((mask) => countMask(mask).density < 1)).toBe(true);
  expect(network.name).toBe(prunedNetwork(name));
});

describe('filters are ranked by L1 norm', () => {
  const { network } = ownNetwork([
    { op: 'conv', channels: 4, kernel: 1 },
    { op: 'flatten' },
    { op: 'dense', units: 2 },
    { op: 'dense', units: 'classes' },
  ]);
  const state: Parameters = {
    ...randomState(network, 1),
    'conv_1/weights': tensor([1, -1, 0, 3, -1, -1, 4, -4], [4, 2, 1, 1]),
  };

  test('within their layer, earlier ones first of equal norms', () => {
    expect([...filterNorms(network, state, 'conv_1')]).toEqual([2, 3, 2, 8]);
    const bits = (count: number) => [...filterNormMasks(network, state, { conv_1: count }).conv_1!.data];
    expect([1, 2, 3, 4].map(bits)).toEqual([
      [0, 0, 0, 1],
      [0, 1, 0, 1],
      [1, 1, 0, 1],
      [1, 1, 1, 1],
    ]);
  });

  test('units of dense layers too', () => {
    const { data } = state['dense_1/weights']!;
    const sums = [0, 1].map((unit) => data.reduce((sum, w, i) => (i % 2 === unit ? sum + Math.abs(w) : sum), 0));
    filterNorms(network, state, 'dense_1').forEach((norm, unit) => expect(norm).toBeCloseTo(sums[unit]!, 4));
  });

  test('shares leave the floor of what is left, and at least one', () => {
    expect(keptByShare(network, { conv_1: 0.3, dense_1: 1 })).toEqual({ conv_1: 2, dense_1: 1 });
    expect(() => keptByShare(network, { conv_1: 1.1 })).toThrow(/no such share of conv_1 can go \(got 1\.1\)/);
  });

  test('impossible counts and other nodes are refused', () => {
    expect(() => filterNormMasks(network, state, { conv_1: 0 })).toThrow(
      /conv_1 cannot keep so many channels \(got 0\): expected 1 to 4/,
    );
    expect(() => filterNormMasks(network, state, { flatten_1: 1 })).toThrow(/a flatten has no channels/);
  });
});
