import { groupBy, summary, type Overlaps, type Summary } from '@tombola/shared';
import type { Group } from '../groups';
import type { Ticket } from './tickets';

type Pair = Overlaps['pairs'][number];

/** How much two masks agree. */
export type Overlap = Pick<Pair, 'both' | 'either' | 'jaccard' | 'expected'>;

/** Of all layers together. */
export const ALL_LAYERS = 'all';

/** Overlaps of many answers by their tickets. */
export interface Matrix {
  /** Undefined while it is on its way. */
  readonly at: (a: string, b: string) => Overlap | undefined;
  /** Names of the layers' parameters. */
  readonly layers: readonly string[];
}

/** Answers as one matrix, for a layer or all of them. */
export function matrixOf(answers: readonly (Overlaps | undefined)[], layer: string): Matrix {
  const pairs = new Map<string, Pair>();
  for (const answer of answers) for (const pair of answer?.pairs ?? []) pairs.set(keyOf(pair.a, pair.b), pair);
  const first = pairs.values().next().value;
  return {
    at: (a, b) => {
      const pair = pairs.get(keyOf(a, b));
      return layer === ALL_LAYERS ? pair : pair?.parameters[layer];
    },
    layers: Object.keys(first?.parameters ?? {}),
  };
}

const keyOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** How much tickets of two groups agree on average. */
export interface MeanOverlap {
  /** Over pairs of different tickets; its n counts them. */
  readonly jaccard: Summary;
  /** Mean of what independent random masks of these densities would have. */
  readonly expected: number;
}

/** Means over all pairs of tickets of two groups; undefined without a pair, or while one is on its way. */
export function groupMatrix(
  tickets: readonly Ticket[],
  matrix: Matrix,
): Map<Group, Map<Group, MeanOverlap | undefined>> {
  const byGroup = [...groupBy(tickets, ({ group }) => group)];
  return new Map(
    byGroup.map(([group, own]) => [
      group,
      new Map(byGroup.map(([other, others]) => [other, meanOf(own, others, matrix)])),
    ]),
  );
}

function meanOf(own: readonly Ticket[], others: readonly Ticket[], matrix: Matrix): MeanOverlap | undefined {
  const overlaps = own.flatMap((a, i) =>
    // Within a group each pair counts once.
    (own[0]!.group === others[0]!.group ? own.slice(i + 1) : others)
      // Arms may share a trial, whose ticket is no pair with itself.
      .filter((b) => b.id !== a.id)
      .map((b) => matrix.at(a.id, b.id)),
  );
  const there = overlaps.filter((overlap) => overlap !== undefined);
  if (there.length === 0 || there.length < overlaps.length) return undefined;
  return {
    jaccard: summary(there.map(({ jaccard }) => jaccard)),
    expected: there.reduce((sum, { expected }) => sum + expected, 0) / there.length,
  };
}
