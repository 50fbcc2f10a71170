import { overlapOfCounts, type MaskOverlap } from '@tombola/pruning';
import { InputError } from '@tombola/shared';
import type { PackedMask, TicketMasks } from './ticket-masks';

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
): MaskOverlap & { parameters: Record<string, MaskOverlap> } {
  check(a, b, name);
  const counts = [...a].map(([parameter, mask]) => {
    const other = b.get(parameter)!;
    return [parameter, { a: mask.kept, b: other.kept, both: common(mask, other), total: mask.total }] as const;
  });
  return {
    ...overlapOfCounts(counts.map(([, count]) => count)),
    parameters: Object.fromEntries(counts.map(([parameter, count]) => [parameter, overlapOfCounts([count])])),
  };
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
