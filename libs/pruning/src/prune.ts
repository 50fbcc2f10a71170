import { tensor } from '@tombola/engine';
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

/** Removes weights wherever their scores are lowest in the whole network. */
export function pruneGlobally(masks: Masks, scores: Scores, count: number): Masks {
  const entries = Object.entries(masks);
  const pruned = removeLowest(entries, scores, count);
  return Object.fromEntries(entries.map(([name], i) => [name, pruned[i]!]));
}

type Entry = readonly [name: string, mask: Masks[string]];

/** The masks of the entries, with `count` kept weights less among them all. */
function removeLowest(entries: readonly Entry[], scores: Scores, count: number): Masks[string][] {
  const candidates = new Float32Array(entries.reduce((sum, [, mask]) => sum + countMask(mask).kept, 0));
  let filled = 0;
  for (const [name, { data }] of entries) {
    for (let i = 0; i < data.length; i++) if (data[i] === 1) candidates[filled++] = scores[name]![i]!;
  }
  const removed = lowest(candidates, count);
  let position = 0;
  return entries.map(([, { shape, data }]) =>
    tensor(
      data.map((bit) => (bit === 1 && removed[position++] === 1 ? 0 : bit)),
      shape,
      'uint8',
    ),
  );
}
