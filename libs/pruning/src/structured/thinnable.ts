import type { NetworkStructure } from '@tombola/nn';
import { channelGroups } from './channel-groups';

/**
 * The convolutions whose channels can go one by one: those that make neither logits nor a residual stream, and that no
 * groups tie to other channels.
 */
export function thinnableConvs(network: NetworkStructure): string[] {
  const { groups, of } = channelGroups(network);
  return network.nodes.flatMap((node) => {
    if (node.op !== 'conv') return [];
    const { stream, fixed, members } = groups[of.get(node.name)![0]!]!;
    return stream || fixed !== undefined || members.get(node.name)!.length > 1 ? [] : [node.name];
  });
}
