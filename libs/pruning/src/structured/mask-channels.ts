import { tensor, type Tensor } from '@tombola/engine';
import { stateOf, type NetworkStructure, type Node, type Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { channelGroups, type ChannelGroups } from './channel-groups';
import { checkChannelMasks, type ChannelMasks } from './channel-masks';

export interface MaskOptions {
  /**
   * What is left of the shift of batch norm in a dropped channel. `zero`: nothing, so the channel is exactly 0. `keep`: the
   * shift, so the channel is a constant, as when training left a scale of 0.
   */
  readonly shift?: 'zero' | 'keep';
}

/**
 * The state of the masked network, which has all of its channels: what a mask drops is silenced. In batch norm the scale
 * becomes 0 and, unless told otherwise, the shift too (Liu et al., Learning Efficient Convolutional Networks through Network
 * Slimming, ICCV 2017, section 3); in a convolution or dense layer without one the weights into the channel and its bias.
 *
 * @param state parameters and statistics by name
 * @throws {InputError} when masks or state do not fit the network, or a mask drops a logit.
 */
export function maskChannels(
  network: NetworkStructure,
  state: Parameters,
  masks: ChannelMasks,
  { shift = 'zero' }: MaskOptions = {},
): Parameters {
  checkChannelMasks(network, masks);
  checkState(network, state);
  refuseLogits(channelGroups(network), masks);
  const masked: Record<string, Tensor<'float32'>> = { ...state };
  const silence = (name: string, keep: Uint8Array, stride: 'rows' | 'columns') => {
    const { data, shape } = masked[name]!;
    const row = data.length / keep.length;
    const channelOf = (i: number) => (stride === 'rows' ? Math.floor(i / row) : i % keep.length);
    masked[name] = tensor(
      data.map((value, i) => (keep[channelOf(i)] === 0 ? 0 : value)),
      shape,
    );
  };
  for (const [name, { data }] of Object.entries(masks)) {
    const node = silencedAt(network, name);
    if (node.op === 'batch-norm') {
      silence(`${node.name}/scale`, data, 'rows');
      if (shift === 'zero') silence(`${node.name}/shift`, data, 'rows');
    } else {
      silence(`${node.name}/weights`, data, node.op === 'dense' ? 'columns' : 'rows');
      if ((node.op === 'dense' || node.op === 'conv') && node.bias) silence(`${node.name}/bias`, data, 'rows');
    }
  }
  return masked;
}

/** Where a mask takes effect: the batch norm that alone reads the node, or else the node itself. */
export function silencedAt(network: NetworkStructure, name: string): Node {
  const readers = network.nodes.filter(({ inputs }) => inputs.includes(name));
  const node = network.nodes.find((each) => each.name === name)!;
  return node.op !== 'batch-norm' && readers.length === 1 && readers[0]!.op === 'batch-norm' ? readers[0]! : node;
}

/** @throws {InputError} when a parameter or statistic of the network is missing or has another shape. */
export function checkState(network: NetworkStructure, state: Parameters): void {
  for (const { name, shape } of stateOf(network)) {
    const given = state[name];
    if (given !== undefined && given.shape.join() === shape.join()) continue;
    throw new InputError({
      what: given === undefined ? `${name} of ${network.name} is missing` : `${name} has the wrong shape`,
      value: given?.shape,
      expected: `float32 [${shape.join(', ')}]`,
    });
  }
}

function refuseLogits({ groups, of }: ChannelGroups, masks: ChannelMasks): void {
  for (const [name, { data }] of Object.entries(masks)) {
    const channel = data.findIndex((bit, c) => bit === 0 && groups[of.get(name)![c]!]!.fixed === 'logits');
    if (channel < 0) continue;
    throw new InputError({
      what: `a channel mask drops a logit of ${name}`,
      value: channel,
      expected: 'every logit to stay, one a class',
      mend: `Leave ${name} out of the masks.`,
    });
  }
}
