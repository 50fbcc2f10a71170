import { InputError, type Overlaps } from '@tombola/shared';
import type { PackedMask, TicketMasks } from './ticket-masks';

type Overlap = Pick<Overlaps['pairs'][number], 'both' | 'either' | 'jaccard' | 'expected'>;

/**
 * How much two tickets agree, over all parameters and for each.
 *
 * @param name of the pair, for messages
 * @throws {InputError} when they are not masks of the same parameters.
 */
export function overlapOf(
  a: TicketMasks,
  b: TicketMasks,
  name: string,
): Overlap & { parameters: Record<string, Overlap> } {
  check(a, b, name);
  const sums = { both: 0, either: 0, expectedBoth: 0, expectedEither: 0 };
  const parameters: Record<string, Overlap> = {};
  for (const [parameter, mask] of a) {
    const other = b.get(parameter)!;
    const both = common(mask, other);
    const either = mask.kept + other.kept - both;
    // Of independent random masks: each weight is kept by both with the product of the densities.
    const expectedBoth = mask.total === 0 ? 0 : (mask.kept * other.kept) / mask.total;
    const expectedEither = mask.kept + other.kept - expectedBoth;
    parameters[parameter] = {
      both,
      either,
      jaccard: ratio(both, either),
      expected: ratio(expectedBoth, expectedEither),
    };
    sums.both += both;
    sums.either += either;
    sums.expectedBoth += expectedBoth;
    sums.expectedEither += expectedEither;
  }
  const { both, either, expectedBoth, expectedEither } = sums;
  return { both, either, jaccard: ratio(both, either), expected: ratio(expectedBoth, expectedEither), parameters };
}

/** Two masks that keep nothing are the same. */
function ratio(both: number, either: number): number {
  return either === 0 ? 1 : both / either;
}

function common({ bits: a }: PackedMask, { bits: b }: PackedMask): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) count += ones(a[i]! & b[i]!);
  return count;
}

/** How many of 32 bits are 1. */
export function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function check(a: TicketMasks, b: TicketMasks, name: string): void {
  const shapes = (masks: TicketMasks) =>
    [...masks]
      .map(([parameter, { shape }]) => `${parameter} ${shape.join('x')}`)
      .sort()
      .join(', ');
  if (shapes(a) === shapes(b)) return;
  throw new InputError({
    what: `the tickets of ${name} have masks of different parameters`,
    value: shapes(b),
    expected: shapes(a),
    mend: 'Compare tickets of the same network.',
  });
}
