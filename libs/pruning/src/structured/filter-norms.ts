import type { NetworkStructure, Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { lowest } from '../select';
import { channelMask, maskable, type ChannelMasks } from './channel-masks';

// Looked up once: in sandboxes such as a test runner's, a look-up of a global costs more than a sum.
const { abs } = Math;

/** The sum of magnitudes, or the root of the sum of squares. */
export type FilterNorm = 'l1' | 'l2';

/**
 * The filters that have the largest norms of their layer stay: L1 norms as Li et al. (Pruning Filters for Efficient ConvNets,
 * ICLR 2017, section 3.1) have it, unless told otherwise. Of equal norms the earlier ones stay.
 *
 * @param state parameters by name; only weights of the named layers are read
 * @param counts by convolution or dense layer, how many of its filters or units stay
 * @throws {InputError} for a node without filters, or a count that is not 1 to the number of its channels.
 */
export function filterNormMasks(
  network: NetworkStructure,
  state: Parameters,
  counts: Readonly<Record<string, number>>,
  norm: FilterNorm = 'l1',
): ChannelMasks {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => {
      const total = filtersOf(network, name);
      if (!Number.isInteger(count) || count < 1 || count > total) {
        throw new InputError({ what: `${name} cannot keep so many channels`, value: count, expected: `1 to ${total}` });
      }
      const gone = lowest(filterNorms(network, state, name, norm), total - count);
      return [name, channelMask(gone.map((bit) => 1 - bit))];
    }),
  );
}

/** The norm of the weights into each channel of a convolution, or unit of a dense layer; [channels]. */
export function filterNorms(
  network: NetworkStructure,
  state: Parameters,
  name: string,
  norm: FilterNorm = 'l1',
): Float32Array {
  const channels = filtersOf(network, name);
  const dense = maskable(network, name).op === 'dense';
  const { data } = state[`${name}/weights`]!;
  const norms = new Float64Array(channels);
  const each = data.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < each; i++) {
      const weight = data[dense ? i * channels + channel : channel * each + i]!;
      norms[channel]! += norm === 'l1' ? abs(weight) : weight * weight;
    }
  }
  return Float32Array.from(norms, (sum) => (norm === 'l1' ? sum : Math.sqrt(sum)));
}

/**
 * How many channels stay when a share of each layer goes: floor(channels * (1 - share)), as in the code of Liu et al. (ICLR
 * 2019), but at least one.
 *
 * @param shares by convolution or dense layer, from 0 to 1
 */
export function keptByShare(
  network: NetworkStructure,
  shares: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(shares).map(([name, share]) => {
      const total = filtersOf(network, name);
      if (!(share >= 0 && share <= 1)) {
        throw new InputError({ what: `no such share of ${name} can go`, value: share, expected: '0 to 1' });
      }
      // So that 10 * (1 - 0.9) is 1, as it is on paper.
      return [name, Math.max(1, Math.floor(total * (1 - share) + 1e-9))];
    }),
  );
}

function filtersOf(network: NetworkStructure, name: string): number {
  const { op, outputShape } = maskable(network, name);
  if (op === 'conv' || op === 'dense') return outputShape[0];
  throw new InputError({ what: `a ${op} has no filters`, value: name, expected: 'a convolution or dense layer' });
}
