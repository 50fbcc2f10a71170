import { stateOf, type NetworkStructure } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { MethodCheck } from './method';

/**
 * The parameters that a ticket of one network cannot bring to another: those of the output layer when class counts differ.
 *
 * @throws {InputError} when the ticket does not fit otherwise: images of another shape, other layers.
 */
export function replacedParameters(source: NetworkStructure, target: NetworkStructure): ReadonlySet<string> {
  if (source.inputShape.join() !== target.inputShape.join()) {
    throw new InputError({
      what: 'tickets do not fit images of another shape',
      value: `[${source.inputShape.join(', ')}] of the source`,
      expected: `channels, rows, columns [${target.inputShape.join(', ')}]`,
      mend: 'Choose a source whose images have that shape.',
    });
  }
  const replaced =
    source.classes === target.classes
      ? []
      : target.layers.filter(({ output }) => output).flatMap(({ parameters }) => parameters.map(({ name }) => name));
  const known = new Map(stateOf(source).map(({ name, shape }) => [name, shape.join()]));
  const strange = stateOf(target).find(
    ({ name, shape }) => !replaced.includes(name) && known.get(name) !== shape.join(),
  );
  if (strange === undefined) return new Set(replaced);
  throw new InputError({
    what: `${strange.name} of this network is not what the ticket has`,
    value: known.get(strange.name) ?? 'none',
    expected: `[${strange.shape.join(', ')}]`,
  });
}

/** A ticket is transferred to a network that it fits, and there is one. */
export const checkTransfer: MethodCheck<'transfer'> = (
  { levels = [], source: { method } },
  network,
  _recipe,
  source,
) => {
  const beyond = levels.find((level) => level > method.levels);
  if (beyond !== undefined) {
    throw new InputError({ what: 'the source has no such level', value: beyond, expected: `1 to ${method.levels}` });
  }
  if (source !== undefined) replacedParameters(source, network);
};
