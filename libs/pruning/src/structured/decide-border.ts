import type { NetworkStructure, Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { ChannelGroups } from './channel-groups';
import { goneConstants } from './fold';
import { isMixer, Reading } from './reading';
import { removableGroups, type Removable, type Stream } from './removable';

export interface BorderOptions {
  /**
   * What becomes of channels that are a constant other than 0 and that a convolution with padding reads: there the zeros of
   * the padding are seen at the border, so a bias takes the constant over everywhere else only. `keep`: they stay.
   * `refuse`: an error. `approximate`: they go as if there were no border, and the error is reported. When left out: `refuse`
   * where masks leave shifts (`shift: 'keep'`), or else `keep`.
   */
  readonly border?: 'refuse' | 'keep' | 'approximate';
}

/** A layer that is not exact at the border. */
export interface BorderError {
  readonly node: string;
  /** The greatest amount by which any of its outputs is off there, in units of the output. */
  readonly error: number;
}

/** What can go, by the option for borders, and what that costs. @throws {InputError} when it refuses. */
export function decideBorder(
  network: NetworkStructure,
  state: Parameters,
  groups: ChannelGroups,
  { stream, border }: Required<BorderOptions> & { readonly stream: Stream },
): { readonly removable: Removable; readonly approximated: readonly BorderError[] } {
  const exact = removableGroups(network, state, groups, { stream, border: 'exact' });
  if (border === 'keep') return { removable: exact, approximated: [] };
  const rough = removableGroups(network, state, groups, { stream, border: 'approximate' });
  const approximated = borderErrors(network, state, groups, rough, exact);
  if (approximated.length === 0) return { removable: exact, approximated };
  if (border === 'approximate') return { removable: rough, approximated };
  const { node, error } = approximated[0]!;
  throw new InputError({
    what: `${node} pads channels that are constant but not 0, so they cannot go without a change at the border`,
    value: error,
    expected: 'dropped channels that are 0 where a convolution with padding reads them',
    mend: 'Drop shifts with their scales (shift: "zero"), let them stay (border: "keep"), or ask for border: "approximate".',
  });
}

/** The errors of what goes in `rough` and not in `exact`. */
function borderErrors(
  network: NetworkStructure,
  state: Parameters,
  groups: ChannelGroups,
  rough: Removable,
  exact: Removable,
): BorderError[] {
  return network.nodes.filter(isMixer).flatMap((node) => {
    const reading = new Reading(node, state[`${node.name}/weights`]!);
    const own = groups.of.get(node.name)!;
    const values = goneConstants(node, groups, rough);
    const error = own.reduce((most, group, output) => {
      if (exact.gone[group] === 1) return most;
      return Math.max(most, reading.borderError(output, values));
    }, 0);
    return error > 0 ? [{ node: node.name, error }] : [];
  });
}
