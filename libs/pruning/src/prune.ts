import { tensor } from '@tombola/engine';
import { InputError } from '@tombola/shared';
import type { Scores } from './criteria/scores';
import { countMask, type Masks } from './masks';
import { lowest } from './select';

/**
 * Removes weights inside each layer.
 *
 * @param counts how many of the kept weights to remove, by parameter
 */
export function pruneLayers(masks: Masks, scores: Scores, counts: Readonly<Record<string, number>>): Masks {
  return Object.fromEntries(
    Object.entries(masks).map(([name, mask]) => [name, removeLowest([[name, mask]], scores, counts[name] ?? 0)[0]!]),
  );
}

/** Removes weights inside each layer until it keeps as many as said; layers that nothing is said of stay as they are. */
export function pruneLayersTo(masks: Masks, scores: Scores, kept: Readonly<Record<string, number>>): Masks {
  const counts = Object.entries(kept).map(([name, count]) => [name, countMask(masks[name]!).kept - count] as const);
  return pruneLayers(masks, scores, Object.fromEntries(counts));
}

/**
 * Removes weights wherever their scores are lowest in the whole network, exactly `count` of them.
 *
 * @param minKeep the highest weights of every layer that stay whatever they score elsewhere, or all where it has fewer
 * @throws {InputError} when that leaves too few to remove.
 */
export function pruneGlobally(masks: Masks, scores: Scores, count: number, minKeep = 0): Masks {
  const entries = Object.entries(masks);
  const pruned = removeLowest(entries, scores, count, minKeep);
  return Object.fromEntries(entries.map(([name], i) => [name, pruned[i]!]));
}

type Entry = readonly [name: string, mask: Masks[string]];

/** The masks of the entries, with `count` kept weights less among them all. */
function removeLowest(entries: readonly Entry[], scores: Scores, count: number, minKeep = 0): Masks[string][] {
  const exposed = entries.map((entry) => exposedOf(entry, scores, minKeep));
  const candidates = new Float32Array(exposed.reduce((sum, bits) => sum + countOnes(bits), 0));
  if (minKeep > 0 && count > candidates.length) {
    throw new InputError({
      what: `layers that keep at least ${minKeep} weights each cannot lose so many together`,
      value: count,
      expected: `at most ${candidates.length}`,
      mend: 'Lower minKeep or the sparsity.',
    });
  }
  let filled = 0;
  entries.forEach(([name], entry) => {
    const [bits, values] = [exposed[entry]!, scores[name]!];
    for (let i = 0; i < bits.length; i++) if (bits[i] === 1) candidates[filled++] = values[i]!;
  });
  const removed = lowest(candidates, count);
  let position = 0;
  return entries.map(([, { shape, data }], entry) => {
    const [bits, kept] = [exposed[entry]!, data.slice()];
    for (let i = 0; i < bits.length; i++) if (bits[i] === 1 && removed[position++] === 1) kept[i] = 0;
    return tensor(kept, shape, 'uint8');
  });
}

/** The weights of a layer that may go when its `minKeep` highest stay: 1 for each. */
function exposedOf(entry: Entry, scores: Scores, minKeep: number): Uint8Array {
  const [, mask] = entry;
  if (minKeep === 0) return mask.data;
  const { kept } = countMask(mask);
  const highest = removeLowest([entry], scores, Math.max(0, kept - minKeep))[0]!;
  return mask.data.map((bit, i) => bit - highest.data[i]!);
}

function countOnes(bits: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) count += bits[i]!;
  return count;
}
