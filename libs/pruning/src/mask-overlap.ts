import { InputError } from '@tombola/shared';
import type { Masks } from './masks';

/** What two masks of one layer keep. */
export interface KeptByTwo {
  /** Weights that the one keeps, that the other keeps, and that both keep. */
  readonly a: number;
  readonly b: number;
  readonly both: number;
  /** Weights of the layer. */
  readonly total: number;
}

/** How much two masks agree. */
export interface MaskOverlap {
  /** Weights that both keep, and that at least one keeps. */
  readonly both: number;
  readonly either: number;
  /** Jaccard's index, both / either, from 0 to 1; 1 for two masks that keep nothing. */
  readonly jaccard: number;
  /** What independent random masks of these densities, layer by layer, come to: d / (2 - d) where both keep a share d. */
  readonly expected: number;
}

/** The overlap of two masks over all of the layers. */
export function overlapOfCounts(layers: readonly KeptByTwo[]): MaskOverlap {
  const sums = { both: 0, either: 0, expectedBoth: 0, expectedEither: 0 };
  for (const { a, b, both, total } of layers) {
    // Each weight is kept by both with the product of the densities.
    const expectedBoth = total === 0 ? 0 : (a * b) / total;
    sums.both += both;
    sums.either += a + b - both;
    sums.expectedBoth += expectedBoth;
    sums.expectedEither += a + b - expectedBoth;
  }
  const { both, either, expectedBoth, expectedEither } = sums;
  return { both, either, jaccard: ratio(both, either), expected: ratio(expectedBoth, expectedEither) };
}

function ratio(both: number, either: number): number {
  return either === 0 ? 1 : both / either;
}

/**
 * How much two masks of one network agree, over all parameters together and for each by name (Jaccard 1912: the size of the
 * intersection over that of the union).
 *
 * @throws {InputError} when they are not masks of the same parameters.
 */
export function maskOverlap(a: Masks, b: Masks): MaskOverlap & { readonly parameters: Record<string, MaskOverlap> } {
  checkSame(a, b);
  const counts = Object.entries(a).map(([name, { data }]) => [name, keptByTwo(data, b[name]!.data)] as const);
  const parameters = Object.fromEntries(counts.map(([name, count]) => [name, overlapOfCounts([count])]));
  return { ...overlapOfCounts(counts.map(([, count]) => count)), parameters };
}

function keptByTwo(one: Uint8Array, other: Uint8Array): KeptByTwo {
  let [a, b, both] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    a += one[i]!;
    b += other[i]!;
    both += one[i]! & other[i]!;
  }
  return { a, b, both, total: one.length };
}

function checkSame(a: Masks, b: Masks): void {
  const shapes = (masks: Masks) =>
    Object.entries(masks)
      .map(([name, { shape }]) => `${name} ${shape.join('x')}`)
      .sort()
      .join(', ');
  if (shapes(a) === shapes(b)) return;
  throw new InputError({
    what: 'masks of different parameters have no overlap',
    value: shapes(b),
    expected: shapes(a),
    mend: 'Compare masks of the same network.',
  });
}
