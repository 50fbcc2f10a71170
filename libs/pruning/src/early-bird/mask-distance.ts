import { InputError } from '@tombola/shared';
import type { ChannelMasks } from '../structured/channel-masks';

/** All channel masks of a network in a row, in the order of their names in the record: uint8 [channels of the network]. */
export function flattenMasks(masks: ChannelMasks): Uint8Array {
  return Uint8Array.from(Object.values(masks).flatMap(({ data }) => [...data]));
}

/**
 * The mask distance of two tickets: the share of all channels that one keeps and the other drops, a normalised Hamming
 * distance (You et al., Drawing Early-Bird Tickets, ICLR 2020, section 3.2). A metric, from 0 to 1; two random masks of
 * density d are 2 d (1 - d) apart.
 *
 * @param a, b one byte a channel of the whole network, 0 or 1, in the same order
 * @throws {InputError} when they are not of one network.
 */
export function maskDistance(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) {
    throw new InputError({
      what: 'masks of different networks have no distance',
      value: `${a.length} and ${b.length} channels`,
      expected: 'as many channels in both',
    });
  }
  if (a.length === 0) return 0;
  let differing = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differing += 1;
  return differing / a.length;
}

/** A mask, and after which step it was looked at. */
export interface SeenMask {
  readonly at: number;
  /** A character 0 or 1 a channel of the whole network. */
  readonly mask: string;
}

/** The distances of all masks that were seen, each from each (You et al. 2020, section 3.2, figure 2). */
export function maskDistances(seen: readonly SeenMask[]): { places: number[]; values: number[][] } {
  const masks = seen.map(({ mask }) => Uint8Array.from(mask, Number));
  return { places: seen.map(({ at }) => at), values: masks.map((a) => masks.map((b) => maskDistance(a, b))) };
}
