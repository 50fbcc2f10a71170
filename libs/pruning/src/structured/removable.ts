import type { NetworkStructure, Parameters } from '@tombola/nn';
import type { ChannelGroups } from './channel-groups';
import { constantChannels, type Border, type Constants } from './constants';
import { isMixer, Reading } from './reading';

/** What becomes of residual streams. `common`: their channels go like others; `keep`: they stay as wide as they are. */
export type Stream = 'keep' | 'common';

/** Which groups of channels can go without a change of the logits, and why. */
export interface Removable {
  /** 1 for a group that goes, by its number. */
  readonly gone: Uint8Array;
  readonly constants: Constants;
}

/** A layer that reads a channel of a group. */
interface Reader {
  readonly reading: Reading;
  readonly channel: number;
}

/**
 * The groups of channels without which the network computes the same in use. Each layer that reads a channel of such a group
 * finds a constant there, which its bias can take over, or has no weight on it other than 0 that matters.
 *
 * Every layer keeps at least one channel: of one that would lose all, the group of the first stays.
 */
export function removableGroups(
  network: NetworkStructure,
  state: Parameters,
  { groups, of }: ChannelGroups,
  { stream, border }: { readonly stream: Stream; readonly border: Border },
): Removable {
  const constants = constantChannels(network, state, border);
  const readings = network.nodes.filter(isMixer).map((node) => new Reading(node, state[`${node.name}/weights`]!));
  const readers: Reader[][] = groups.map(() => []);
  for (const reading of readings.filter(({ depthwise }) => !depthwise)) {
    of.get(reading.node.inputs[0]!)!.forEach((group, channel) => readers[group]!.push({ reading, channel }));
  }

  const gone = new Uint8Array(groups.length);
  /** Whether a layer would compute something else without the channel. */
  const needs = ({ reading, channel }: Reader): boolean => {
    const value = constants.get(reading.node.inputs[0]!)![channel]!;
    if (value === 0) return false;
    const outputs = of.get(reading.node.name)!;
    const first = Math.floor(channel / reading.inputsEach) * reading.outputsEach;
    const k = channel % reading.inputsEach;
    for (let output = first; output < first + reading.outputsEach; output++) {
      if (gone[outputs[output]!] === 1) continue;
      if (Number.isNaN(value) ? reading.reads(output, k) : border === 'exact' && reading.bordered(output, k))
        return true;
    }
    return false;
  };
  // What goes frees what only it had read, so until nothing more goes.
  for (let before = -1, count = 0; count > before;) {
    before = count;
    groups.forEach(({ fixed, stream: inStream }, i) => {
      if (gone[i] === 1 || fixed !== undefined || (inStream && stream === 'keep')) return;
      if (readers[i]!.some(needs)) return;
      gone[i] = 1;
      count += 1;
    });
  }
  for (const { node } of readings) {
    const own = of.get(node.name)!;
    if (own.every((group) => gone[group] === 1)) gone[own[0]!] = 0;
  }
  return { gone, constants };
}
