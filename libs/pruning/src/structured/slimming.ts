import type { NetworkStructure, Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { lowest } from '../select';
import { channelGroups } from './channel-groups';
import { channelMask, maskable, type ChannelMasks } from './channel-masks';
import { keepOne, type WholeLayer } from './whole-layers';

/**
 * How many channels a share drops.
 *
 * - `threshold`, as the authors' code: of C scales, those that are not strictly greater than the one of rank
 *   floor(C * share) from below, counted from 0. When scales differ that is floor(C * share) + 1 channels: one more than the
 *   share says. Equal scales go together.
 * - `count`: exactly C * share, rounded, halves up; of equal scales the later ones first.
 */
export type SlimmingRule = 'threshold' | 'count';

export interface SlimmingOptions {
  /** Share of all channels to drop, from 0 to less than 1. */
  readonly share: number;
  readonly rule: SlimmingRule;
  /** The batch norms that take part; all but those that make logits when left out. */
  readonly norms?: readonly string[];
  /** What becomes of a layer that would lose all; `keep-one` when left out. */
  readonly wholeLayer?: WholeLayer;
}

/**
 * The channels that network slimming drops: those with the smallest |scale| of batch norm in the whole network (Liu et al.,
 * ICCV 2017, section 3; You et al., Early-Bird tickets, ICLR 2020, section 3).
 *
 * @param state parameters by name; only scales are read
 * @returns a mask for every batch norm that takes part
 * @throws {InputError} for a share out of range, a node that is no batch norm, scales of which none is above the threshold,
 * or a layer that would lose all when that is to be refused.
 */
export function slimmingMasks(network: NetworkStructure, state: Parameters, options: SlimmingOptions): ChannelMasks {
  const { share, rule, norms = slimmableNorms(network), wholeLayer = 'keep-one' } = options;
  const scales = scalesOf(network, state, norms);
  const keep = keepLargest(joined(scales), share, rule);
  let place = 0;
  const masks = norms.map((name) => {
    const from = place;
    place += scales[name]!.length;
    return [name, channelMask(keep.subarray(from, place))] as const;
  });
  return keepOne(Object.fromEntries(masks), scales, wholeLayer);
}

/**
 * Which of all scales of a network stay, by a rule.
 *
 * @param magnitudes |scale| of every channel
 * @param share from 0 to less than 1
 * @returns 1 for a channel that stays
 * @throws {InputError} for a share out of range, or when the threshold would drop everything.
 */
export function keepLargest(magnitudes: Float32Array, share: number, rule: SlimmingRule): Uint8Array {
  const threshold = thresholdOf(magnitudes, share);
  if (rule === 'count') return lowest(magnitudes, Math.floor(magnitudes.length * share + 0.5)).map((gone) => 1 - gone);
  const keep = Uint8Array.from(magnitudes, (magnitude) => (magnitude > threshold ? 1 : 0));
  if (magnitudes.length === 0 || keep.includes(1)) return keep;
  throw new InputError({
    what: 'no scale of batch norm is above the threshold',
    value: threshold,
    expected: 'scales that differ',
    mend: 'Train first, with an L1 penalty on scales, drop a smaller share, or use the rule "count".',
  });
}

/** The magnitude of rank floor(C * share) from below, counted from 0. */
function thresholdOf(magnitudes: Float32Array, share: number): number {
  if (!(share >= 0 && share < 1)) {
    throw new InputError({ what: 'no such share of channels can go', value: share, expected: '0 to less than 1' });
  }
  return magnitudes.slice().sort()[Math.floor(magnitudes.length * share)] ?? 0;
}

/**
 * Whether scales tell channels apart at a share: some are above the threshold. All scales are equal before training, so that
 * none is, and the reference rule would drop every channel.
 */
export function scalesDiffer(magnitudes: Float32Array, share: number): boolean {
  const threshold = thresholdOf(magnitudes, share);
  return magnitudes.some((magnitude) => magnitude > threshold);
}

/** |scale| of every channel of batch norms, by their names. @throws {InputError} for a node that is no batch norm. */
export function scalesOf(
  network: NetworkStructure,
  state: Parameters,
  norms: readonly string[],
): Readonly<Record<string, Float32Array>> {
  return Object.fromEntries(norms.map((name) => [name, magnitudes(network, state, name)]));
}

/** The scales of all layers in a row. */
export function joined(scales: Readonly<Record<string, Float32Array>>): Float32Array {
  return Float32Array.from(Object.values(scales).flatMap((each) => [...each]));
}

/** The batch norms whose channels can go: all but those that make logits. */
export function slimmableNorms(network: NetworkStructure): string[] {
  const { groups, of } = channelGroups(network);
  return network.nodes
    .filter(({ op, name }) => op === 'batch-norm' && groups[of.get(name)![0]!]!.fixed !== 'logits')
    .map(({ name }) => name);
}

function magnitudes(network: NetworkStructure, state: Parameters, name: string): Float32Array {
  const { op } = maskable(network, name);
  if (op === 'batch-norm') return state[`${name}/scale`]!.data.map(Math.abs);
  throw new InputError({ what: `a ${op} has no scales`, value: name, expected: 'the name of a batch norm' });
}
