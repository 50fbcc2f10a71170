import { tensor, type Tensor } from '@tombola/engine';
import type { NetworkStructure, Node } from '@tombola/nn';
import { InputError } from '@tombola/shared';

/**
 * Which channels, or units, of a node stay: by the name of a convolution, a dense layer or a batch norm, uint8 [channels],
 * 1 to keep and 0 to drop. Nodes without a mask keep all. `countMasks` and `isNested` take them as they take masks of weights.
 *
 * A dropped channel is exactly 0 after its layer. For a convolution, or dense layer, that a batch norm and nothing else reads,
 * that is after the batch norm, so the mask of either means the same.
 */
export type ChannelMasks = Readonly<Record<string, Tensor<'uint8'>>>;

/** A mask of one node. */
export function channelMask(keep: ArrayLike<number>): Tensor<'uint8'> {
  return tensor(Uint8Array.from(keep), [keep.length], 'uint8');
}

/**
 * Masks from lists of the channels that stay, by node.
 *
 * @throws {InputError} for a node that has no channels of its own, or no such channel, or a channel twice.
 */
export function keepChannels(
  network: NetworkStructure,
  kept: Readonly<Record<string, readonly number[]>>,
): ChannelMasks {
  return Object.fromEntries(
    Object.entries(kept).map(([name, channels]) => {
      const count = maskable(network, name).outputShape[0];
      const bits = new Uint8Array(count);
      for (const channel of channels) {
        if (bits[channel] !== 0) {
          throw new InputError({
            what: bits[channel] === 1 ? `a channel of ${name} is there twice` : `${name} has no such channel`,
            value: channel,
            expected: `each at most once of 0 to ${count - 1}`,
          });
        }
        bits[channel] = 1;
      }
      return [name, channelMask(bits)];
    }),
  );
}

/**
 * Checks that every mask is one of zeros and ones for the channels of a node that has channels of its own, and that none
 * drops a logit.
 *
 * @throws {InputError} naming the node.
 */
export function checkChannelMasks(network: NetworkStructure, masks: ChannelMasks): void {
  for (const [name, { shape, data }] of Object.entries(masks)) {
    const { outputShape } = maskable(network, name);
    if (shape.length !== 1 || shape[0] !== outputShape[0]) {
      throw new InputError({
        what: `the channel mask of ${name} has the wrong shape`,
        value: shape,
        expected: `[${outputShape[0]}], one bit a channel`,
      });
    }
    const wrong = data.find((bit) => bit !== 0 && bit !== 1);
    if (wrong !== undefined) {
      throw new InputError({
        what: `the channel mask of ${name} holds another value`,
        value: wrong,
        expected: '0 or 1',
      });
    }
  }
}

/** The node of a mask. @throws {InputError} when there is none, or it has no channels of its own. */
export function maskable(network: NetworkStructure, name: string): Node {
  const node = network.nodes.find((each) => each.name === name);
  if (node !== undefined && network.layers.some((layer) => layer.name === name)) return node;
  throw new InputError({
    what: node === undefined ? `${network.name} has no such node` : `a ${node.op} has no channels of its own to drop`,
    value: name,
    expected: `a convolution, dense layer or batch norm: ${network.layers.map((layer) => layer.name).join(', ')}`,
    ...(node !== undefined && { mend: `Name the layers that ${name} reads.` }),
  });
}
