import type { NetworkStructure } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import { filterNormMasks, keptByShare } from '../structured/filter-norms';
import { keptFilters } from '../structured/filter-pruning';
import { thinnableConvs } from '../structured/thinnable';
import type { Method } from './method';
import { thinLevel, thinned } from './thin-level';

/**
 * L1-norm filter pruning (Li et al., Pruning Filters for Efficient ConvNets, ICLR 2017): level 0 is the dense training; level
 * n removes the filters of the smallest L1 norms of each layer, by share or by a published configuration, and trains what is
 * left.
 */
export const l1Filters: Method<'l1-filters'> = {
  plan: (context) => {
    const { method, network, level, before } = context;
    const { trained } = before!;
    const masks = filterNormMasks(network, trained, filterCounts(method, network, level));
    return thinLevel(context, thinned(context, trained, masks), method);
  },
};

function filterCounts(
  { configuration, shares, layers }: OptionsOf<'l1-filters'>,
  network: NetworkStructure,
  level: number,
) {
  if (configuration !== undefined) return keptFilters(configuration, network);
  const named = layers ?? thinnableConvs(network);
  return keptByShare(network, Object.fromEntries(named.map((name) => [name, shares![level - 1]!])));
}
