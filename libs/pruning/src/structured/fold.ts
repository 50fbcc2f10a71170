import type { NetworkStructure, Parameters } from '@tombola/nn';
import type { ChannelGroups } from './channel-groups';
import { isMixer, Reading, type Mixer } from './reading';
import type { Removable } from './removable';

/** What has to be added, by the name of the layer, to make up for constants that are no longer read; one number a channel. */
export interface Folded {
  /** To biases, of layers that may have had none. */
  readonly biases: ReadonlyMap<string, Float64Array>;
  /** To the running means of batch norms. */
  readonly means: ReadonlyMap<string, Float64Array>;
}

/**
 * Where the constants of channels that go are taken over: in the bias of the layer that read them; if it has none and
 * only batch norms read it, in their running means, where training finds nothing to unlearn; or else in a new bias.
 */
export function foldConstants(
  network: NetworkStructure,
  state: Parameters,
  groups: ChannelGroups,
  removable: Removable,
): Folded {
  const biases = new Map<string, Float64Array>();
  const means = new Map<string, Float64Array>();
  for (const node of network.nodes.filter(isMixer)) {
    const values = goneConstants(node, groups, removable);
    if (values.every((value) => value === 0)) continue;
    const reading = new Reading(node, state[`${node.name}/weights`]!);
    const added = Float64Array.from({ length: reading.outputs }, (_, output) => {
      const first = reading.channel(output, 0);
      return values
        .subarray(first, first + reading.inputsEach)
        .reduce((sum, value, k) => (value === 0 ? sum : sum + value * reading.sum(output, k)), 0);
    });
    if (added.every((value) => value === 0)) continue;
    const norms = node.bias ? [] : onlyNorms(network, node);
    if (norms.length === 0) biases.set(node.name, added);
    const subtracted = added.map((value) => -value);
    for (const norm of norms) means.set(norm, subtracted);
  }
  return { biases, means };
}

/** Of all that a layer reads: the constants of the channels that go, 0 for the others. */
export function goneConstants(node: Mixer, { of }: ChannelGroups, { gone, constants }: Removable): Float64Array {
  const from = node.inputs[0]!;
  const groups = of.get(from)!;
  // A channel that is not constant goes only where its weights are 0, or what they reach does not matter.
  return constants.get(from)!.map((value, channel) => (gone[groups[channel]!] === 1 ? value || 0 : 0));
}

/** The batch norms that read a layer; none when anything else does. */
function onlyNorms({ nodes }: NetworkStructure, { name }: Mixer): string[] {
  const readers = nodes.filter(({ inputs }) => inputs.includes(name));
  return readers.every(({ op }) => op === 'batch-norm') ? readers.map((reader) => reader.name) : [];
}
