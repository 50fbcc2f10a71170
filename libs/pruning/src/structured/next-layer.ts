import type { NetworkStructure } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { channelGroups } from './channel-groups';
import { maskable } from './channel-masks';
import { isMixer, type Mixer } from './reading';

/** A layer that reads the channels of another, through whatever passes channels on between them. */
export interface NextLayer {
  readonly node: Mixer;
  /**
   * Which channel of the layer before an input of a patch comes from: one number for each of the in * height * width inputs of
   * a convolution, in the order of its weights, or of the inputs of a dense layer. -1 for those of other layers.
   */
  readonly owner: Int32Array;
}

/**
 * The convolutions and dense layers that read a layer's channels, for selections that look at what becomes of their outputs.
 *
 * @throws {InputError} when the node has no channels of its own, they are those of a residual stream or of logits, or a
 * convolution with groups reads them.
 */
export function nextLayers(network: NetworkStructure, name: string): NextLayer[] {
  const channels = maskable(network, name).outputShape[0];
  const { groups, of } = channelGroups(network);
  const own = of.get(name)!;
  const channelOf = new Map(Array.from({ length: channels }, (_, channel) => [own[channel]!, channel]));
  const group = groups[own[0]!]!;
  if (group.stream || group.fixed !== undefined) {
    throw new InputError({
      what: `${name} cannot be thinned by what the next layer makes of it`,
      value: group.fixed ?? 'a residual stream',
      expected: 'channels inside of a block, or of a network without shortcuts',
      mend: `Leave ${name} out.`,
    });
  }
  return network.nodes.filter(isMixer).flatMap((node) => {
    const read = of.get(node.inputs[0]!)!;
    if (isDepthwise(node) || !read.some((each) => channelOf.has(each))) return [];
    if (node.op === 'conv' && node.groups > 1) {
      throw new InputError({
        what: `${name} is read by ${node.name}, a convolution with groups`,
        value: node.groups,
        expected: 'convolutions without groups, and dense layers',
        mend: `Leave ${name} out.`,
      });
    }
    const taps = node.op === 'conv' ? node.kernel[0] * node.kernel[1] : 1;
    const owner = Int32Array.from(
      { length: read.length * taps },
      (_, i) => channelOf.get(read[Math.floor(i / taps)]!) ?? -1,
    );
    return [{ node, owner }];
  });
}

function isDepthwise(node: Mixer): boolean {
  return node.op === 'conv' && node.groups > 1 && node.groups === node.inputShapes[0]![0];
}
