import { InputError } from '@tombola/shared';
import { channelMask, type ChannelMasks } from './channel-masks';

/** What becomes of a layer that would lose all of its channels: the best one stays, or it is an error. */
export type WholeLayer = 'keep-one' | 'refuse';

/**
 * Masks that leave every layer a channel.
 *
 * @param scores by node, one a channel: the first of the greatest is the one that stays
 * @throws {InputError} when a layer loses all and that is to be refused.
 */
export function keepOne(
  masks: ChannelMasks,
  scores: Readonly<Record<string, Float32Array>>,
  wholeLayer: WholeLayer,
): ChannelMasks {
  return Object.fromEntries(
    Object.entries(masks).map(([name, mask]) => {
      if (mask.data.some((bit) => bit === 1)) return [name, mask];
      if (wholeLayer === 'refuse') {
        throw new InputError({
          what: `every channel of ${name} would go`,
          value: `${mask.data.length} channels`,
          expected: 'at least one to stay',
          mend: 'Drop fewer channels, or keep the best of such a layer (wholeLayer: "keep-one").',
        });
      }
      const best = scores[name]!.reduce((at, score, i, all) => (score > all[at]! ? i : at), 0);
      return [name, channelMask(mask.data.map((_, i) => (i === best ? 1 : 0)))];
    }),
  );
}
