import { sizeOf } from '@tombola/engine';
import { IMAGES, type NetworkStructure, type Node } from '@tombola/nn';
import { Ties } from './ties';

/** Channels, or units, that have to go together or to stay together. */
export interface ChannelGroup {
  /** By node, in the network's order: which of its channels are in the group. `images` may be among the nodes. */
  readonly members: ReadonlyMap<string, readonly number[]>;
  /** Why the group can never go: it reaches the examples, or the logits. */
  readonly fixed: 'images' | 'logits' | undefined;
  /** Whether a sum is among its members: then it is a channel of a residual stream, the same one over all of its blocks. */
  readonly stream: boolean;
}

/** Every channel of a network in exactly one group. */
export interface ChannelGroups {
  readonly groups: readonly ChannelGroup[];
  /** The number of the group of every channel, by node; `images` among them. */
  readonly of: ReadonlyMap<string, Int32Array>;
}

/**
 * Which channels of which nodes are one, found by following what nodes read.
 *
 * - Batch norm, ReLU, pools and dropout pass channels on; a flatten makes of each channel height x width units in a row.
 * - A sum ties the channels of all that it adds; a concat has each of its inputs' in its place.
 * - A convolution and a dense layer make new ones. Not so a depthwise convolution: what it makes of a channel goes with it.
 * - A convolution of other groups keeps them equal: the k-th channels of all its groups are tied, among what it reads and
 *   among what it makes.
 */
export function channelGroups(network: NetworkStructure): ChannelGroups {
  const offsets = new Map<string, number>();
  const counts = new Map([[IMAGES, network.inputShape[0]], ...network.nodes.map(channelsOf)]);
  let size = 0;
  for (const [name, count] of counts) {
    offsets.set(name, size);
    size += count;
  }
  const ties = new Ties(size);
  for (const node of network.nodes) tieNode(ties, node, offsets);

  const numbers = new Map<number, number>();
  const members: Map<string, number[]>[] = [];
  const of = new Map<string, Int32Array>();
  for (const [name, count] of counts) {
    const own = Int32Array.from({ length: count }, (_, channel) => {
      const first = ties.find(offsets.get(name)! + channel);
      const number = numbers.get(first) ?? numbers.size;
      numbers.set(first, number);
      members[number] ??= new Map();
      const channels = members[number].get(name);
      if (channels === undefined) members[number].set(name, [channel]);
      else channels.push(channel);
      return number;
    });
    of.set(name, own);
  }
  const sums = network.nodes.filter(({ op }) => op === 'add');
  const last = network.nodes.at(-1)!.name;
  const groups = members.map((each): ChannelGroup => ({
    members: each,
    fixed: each.has(IMAGES) ? 'images' : each.has(last) ? 'logits' : undefined,
    stream: sums.some(({ name }) => each.has(name)),
  }));
  return { groups, of };
}

function channelsOf({ name, outputShape }: Node): [string, number] {
  return [name, outputShape[0]];
}

function tieNode(ties: Ties, node: Node, offsets: ReadonlyMap<string, number>): void {
  const { inputs, inputShapes, outputShape } = node;
  const [out, into] = [offsets.get(node.name)!, offsets.get(inputs[0]!)!];
  const channelsIn = inputShapes[0]![0];
  switch (node.op) {
    case 'dense':
      return;
    case 'conv': {
      const { groups, channels } = node;
      if (groups === 1) return;
      if (groups === channelsIn)
        return ties.each(channels, (c) => [out + c, into + Math.floor((c * groups) / channels)]);
      ties.each(channelsIn, (c) => [into + c, into + (c % (channelsIn / groups))]);
      return ties.each(channels, (c) => [out + c, out + (c % (channels / groups))]);
    }
    case 'flatten': {
      const positions = sizeOf(inputShapes[0]!.slice(1));
      return ties.each(outputShape[0], (c) => [out + c, into + Math.floor(c / positions)]);
    }
    case 'concat': {
      let place = out;
      inputs.forEach((input, i) => {
        const [from, start] = [offsets.get(input)!, place];
        ties.each(inputShapes[i]![0], (c) => [start + c, from + c]);
        place += inputShapes[i]![0];
      });
      return;
    }
    default:
      for (const input of inputs) ties.each(outputShape[0], (c) => [out + c, offsets.get(input)! + c]);
  }
}
