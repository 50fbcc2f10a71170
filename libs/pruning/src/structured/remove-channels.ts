import { sizeOf } from '@tombola/engine';
import { parametersOf, structureOf, type NetworkStructure, type Parameters } from '@tombola/nn';
import type { NetworkDefinition } from '@tombola/shared';
import { channelGroups, type ChannelGroups } from './channel-groups';
import type { ChannelMasks } from './channel-masks';
import { decideBorder, type BorderOptions, type BorderError } from './decide-border';
import { foldConstants } from './fold';
import { maskChannels, silencedAt, type MaskOptions } from './mask-channels';
import type { Stream } from './removable';
import { sliceState, type Kept } from './slice';
import { thinDefinition } from './thin-definition';

export interface RemoveOptions extends MaskOptions, BorderOptions {
  /**
   * What becomes of residual streams, which all blocks of a stage share. `common`, the default: one of their channels goes
   * when everything that writes it, or everything that reads it, drops it. `keep`: they are never thinned.
   */
  readonly stream?: Stream;
  /** What the new network is called; `thin-` and the old name when left out. */
  readonly name?: string;
}

/** What one example takes, and what has to be stored. */
export interface ChannelCost {
  /** All of them: weights, biases, scales and shifts. */
  readonly parameters: number;
  /** Multiply-accumulates of one example, biases and batch norm not counted. */
  readonly macs: number;
}

/** A network with fewer channels. */
export interface ThinNetwork {
  /** As a recipe has it: `network: { name: 'custom', definition }`. */
  readonly definition: NetworkDefinition;
  /** Its parameters and statistics by name. */
  readonly state: Parameters;
  /** By node, `images` among them: the channels, or units, of the old network that it still has, ascending. */
  readonly kept: Readonly<Record<string, readonly number[]>>;
  /**
   * By the names of the masks: channels that they drop and that are still there, silenced, because a stream, a group of
   * a convolution or a reader needs their place, or because a layer has no other. Training would wake them.
   */
  readonly silent: Readonly<Record<string, readonly number[]>>;
  /** Where the new network is not exact: none unless `border` is `approximate`. */
  readonly approximated: readonly BorderError[];
  readonly cost: { readonly before: ChannelCost; readonly after: ChannelCost };
}

/**
 * The network without the channels that masks drop: smaller, and in use (running statistics of batch norm, no dropout) the
 * same function as the masked network (`maskChannels`). Whatever has no effect goes with them: channels that are constant or
 * that nothing reads. Constants are folded into biases or running means.
 *
 * @param state parameters and statistics of `network` by name
 * @throws {InputError} when masks or state do not fit the network, a mask drops a logit, or a channel is left at a constant
 * other than 0 that a padded convolution reads (see `border`).
 */
export function removeChannels(
  network: NetworkStructure,
  state: Parameters,
  masks: ChannelMasks,
  options: RemoveOptions = {},
): ThinNetwork {
  const { shift = 'zero', stream = 'common', name = thinName(network.name) } = options;
  const { border = shift === 'keep' ? 'refuse' : 'keep' } = options;
  const masked = maskChannels(network, state, masks, { shift });
  const groups = channelGroups(network);
  const { removable, approximated } = decideBorder(network, masked, groups, { stream, border });
  const kept = keptChannels(groups, removable.gone);
  const folded = foldConstants(network, masked, groups, removable);
  const definition = thinDefinition(network, name, kept, folded);
  return {
    definition,
    state: sliceState(network, masked, kept, folded),
    kept: Object.fromEntries(kept),
    silent: silentChannels(network, masks, groups, removable.gone),
    approximated,
    cost: { before: costOf(network), after: costOf(structureOf(definition, network)) },
  };
}

function keptChannels({ of }: ChannelGroups, gone: Uint8Array): Kept {
  return new Map(
    [...of].map(([name, groups]) => [name, [...groups.keys()].filter((channel) => gone[groups[channel]!] === 0)]),
  );
}

function silentChannels(network: NetworkStructure, masks: ChannelMasks, { of }: ChannelGroups, gone: Uint8Array) {
  const silent = Object.entries(masks).map(([name, { data }]) => {
    const groups = of.get(silencedAt(network, name).name)!;
    return [name, [...data.keys()].filter((c) => data[c] === 0 && gone[groups[c]!] === 0)] as const;
  });
  return Object.fromEntries(silent.filter(([, channels]) => channels.length > 0));
}

function costOf(network: NetworkStructure): ChannelCost {
  return {
    parameters: parametersOf(network).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    macs: network.layers.reduce((sum, { macs }) => sum + macs, 0),
  };
}

/** Names of the literature, and those that begin with mlp or custom, are taken. */
function thinName(name: string): string {
  return name.startsWith('thin-') ? name : `thin-${name}`.slice(0, 64);
}
