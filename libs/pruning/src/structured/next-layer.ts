import type { NetworkStructure } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { channelGroups, type ChannelGroups } from './channel-groups';
import { maskable } from './channel-masks';
import { isMixer, type Mixer } from './reading';

/** The layer that reads the channels of another, through whatever passes channels on between them. */
export interface NextLayer {
  readonly node: Mixer;
  /**
   * Which channel of the layer before an input of a patch comes from: one number for each of the in * height * width inputs of
   * a convolution, in the order of its weights, or of the inputs of a dense layer. -1 for those of other layers.
   */
  readonly owner: Int32Array;
}

/**
 * The convolution or dense layer that reads a layer's channels, for selections that look at what becomes of its outputs.
 *
 * @throws {InputError} when the node has no channels of its own, they are those of a residual stream or of logits, or more than
 * one layer or a convolution with groups reads them.
 */
export function nextLayer(network: NetworkStructure, name: string): NextLayer {
  const found = findNextLayer(network, channelGroups(network), name);
  if (typeof found !== 'string') return found;
  throw new InputError({
    what: `${name} cannot be thinned by what the next layer makes of it`,
    value: found,
    expected: 'channels that one layer without groups reads',
    mend: `Leave ${name} out.`,
  });
}

/** How many different patches an image has to offer, at most so many: a dense layer reads it as a whole. */
export function samplesEach({ node }: NextLayer, most: number): number {
  const [, rows = 1, columns = 1] = node.outputShape;
  return Math.min(most, rows * columns);
}

/** The convolutions that have a next layer, in the network's order. */
export function layersWithNext(network: NetworkStructure): string[] {
  const groups = channelGroups(network);
  const convs = network.nodes.filter(({ op }) => op === 'conv').map(({ name }) => name);
  return convs.filter((name) => typeof findNextLayer(network, groups, name) !== 'string');
}

/** The next layer, or why there is none. */
function findNextLayer(network: NetworkStructure, { groups, of }: ChannelGroups, name: string): NextLayer | string {
  const channels = maskable(network, name).outputShape[0];
  const own = of.get(name)!;
  const { stream, fixed, members } = groups[own[0]!]!;
  if (fixed !== undefined) return `they are the ${fixed}`;
  if (stream) return 'they are those of a residual stream';
  if (members.get(name)!.length > 1) return 'they are tied in groups';
  const channelOf = new Map(Array.from({ length: channels }, (_, channel) => [own[channel]!, channel]));
  const readers = network.nodes.filter(
    (node): node is Mixer =>
      isMixer(node) && !isDepthwise(node) && of.get(node.inputs[0]!)!.some((each) => channelOf.has(each)),
  );
  const [node] = readers;
  if (node === undefined || readers.length > 1) return `${readers.length} layers read them`;
  if (node.op === 'conv' && node.groups > 1) return `${node.name}, which reads them, has groups`;
  const read = of.get(node.inputs[0]!)!;
  const taps = node.op === 'conv' ? node.kernel[0] * node.kernel[1] : 1;
  const ownerOf = (i: number) => channelOf.get(read[Math.floor(i / taps)]!) ?? -1;
  return { node, owner: Int32Array.from({ length: read.length * taps }, (_, i) => ownerOf(i)) };
}

function isDepthwise(node: Mixer): boolean {
  return node.op === 'conv' && node.groups > 1 && node.groups === node.inputShapes[0]![0];
}
