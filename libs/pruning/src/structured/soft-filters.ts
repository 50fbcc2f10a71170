import { tensor } from '@tombola/engine';
import type { NetworkStructure, Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { checkChannelMasks, maskable, type ChannelMasks } from './channel-masks';
import { filterNormMasks } from './filter-norms';

/**
 * The filters that soft filter pruning zeroes now: in each of some convolutions floor(filters * share) of those with the smallest L2
 * norms, but never all (He et al., Soft Filter Pruning for Accelerating Deep Convolutional Neural Networks, IJCAI 2018,
 * section 3.2). Of equal norms the later go.
 *
 * @param share from 0 to less than 1, the same for all of them; the paper has 0.1 to 0.4
 */
export function softFilterMasks(
  network: NetworkStructure,
  state: Parameters,
  share: number,
  layers: readonly string[],
): ChannelMasks {
  if (!(share >= 0 && share < 1)) {
    throw new InputError({ what: 'no such share of filters can go', value: share, expected: '0 to less than 1' });
  }
  const counts = layers.map((name) => {
    const filters = maskable(network, name).outputShape[0];
    // So that 10 * 0.3 is 3, as it is on paper.
    return [name, Math.max(1, filters - Math.floor(filters * share + 1e-9))] as const;
  });
  return filterNormMasks(network, state, Object.fromEntries(counts), 'l2');
}

/**
 * The state with the weights of dropped filters set to 0, and everything else, batch norm among it, as it was: what soft
 * filter pruning does after an epoch, so that the next one can bring them back (algorithm 1).
 */
export function zeroFilters(network: NetworkStructure, state: Parameters, masks: ChannelMasks): Parameters {
  checkChannelMasks(network, masks);
  const zeroed = Object.entries(masks).map(([name, { data: keep }]) => {
    const { data, shape } = state[`${name}/weights`]!;
    const each = data.length / keep.length;
    return [
      `${name}/weights`,
      tensor(
        data.map((weight, i) => (keep[Math.floor(i / each)] === 0 ? 0 : weight)),
        shape,
      ),
    ] as const;
  });
  return { ...state, ...Object.fromEntries(zeroed) };
}
