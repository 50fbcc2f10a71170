import type { NetworkStructure } from '@tombola/nn';
import type { NetworkName } from '@tombola/shared';
import { keptByShare } from './filter-norms';

/*
 * What L1-norm filter pruning leaves of each layer: Li et al., Pruning Filters for Efficient ConvNets, ICLR 2017, sections 4.1
 * and 4.2 and table 1, as Liu et al., Rethinking the Value of Network Pruning, ICLR 2019, section 4.1, took it over. In
 * ResNets only the first convolution of a block is thinned.
 */

export type FilterPruning = 'vgg-16-a' | 'resnet-56-a' | 'resnet-56-b' | 'resnet-110-a' | 'resnet-110-b';

interface StagePruning {
  readonly depth: 56 | 110;
  /** Share of the filters that go, by stage. */
  readonly shares: readonly [number, number, number];
  /** Layers that keep all: convolutions counted from 1, projections not among them. */
  readonly skipped: readonly number[];
}

/** Channels of VGG-16-A, convolution by convolution. */
const vgg16a = [32, 64, 128, 128, 256, 256, 256, 256, 256, 256, 256, 256, 256];

const resnets: Readonly<Record<Exclude<FilterPruning, 'vgg-16-a'>, StagePruning>> = {
  'resnet-56-a': { depth: 56, shares: [0.1, 0.1, 0.1], skipped: [16, 20, 38, 54] },
  'resnet-56-b': { depth: 56, shares: [0.6, 0.3, 0.1], skipped: [16, 18, 20, 34, 38, 54] },
  'resnet-110-a': { depth: 110, shares: [0.5, 0, 0], skipped: [36] },
  'resnet-110-b': { depth: 110, shares: [0.5, 0.4, 0.3], skipped: [36, 38, 74] },
};

export const filterPrunings: readonly FilterPruning[] = ['vgg-16-a', ...keysOf(resnets)];

/** The network that a configuration prunes. */
export function prunedNetwork(name: FilterPruning): NetworkName {
  return name === 'vgg-16-a' ? 'vgg-16' : `resnet-${resnets[name].depth}`;
}

/**
 * How many filters stay of each convolution that a configuration thins, for `filterNormMasks`.
 *
 * @param network the structure of `prunedNetwork(name)`
 */
export function keptFilters(name: FilterPruning, network: NetworkStructure): Readonly<Record<string, number>> {
  if (name === 'vgg-16-a') return Object.fromEntries(vgg16a.map((channels, i) => [`conv_${i + 1}`, channels]));
  const { depth, shares, skipped } = resnets[name];
  const blocks = (depth - 2) / 6;
  const layers = shares.flatMap((share, stage) =>
    Array.from({ length: blocks }, (_, block) => {
      const layer = 2 + 2 * (stage * blocks + block);
      return [`stage_${stage + 1}_block_${block + 1}_conv_1`, skipped.includes(layer) ? 0 : share] as const;
    }),
  );
  return keptByShare(network, Object.fromEntries(layers));
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(record) as K[];
}
