/** The keys that walk through a list of choices: along it, and to its ends. */
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  next: (at, count) => (at + 1) % count,
  previous: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Where a key leads to in a list of choices, around its ends; undefined for other keys.
 *
 * @param at where the focus is, -1 for nowhere
 */
export function walkTo(key: string, at: number, count: number, axis: 'vertical' | 'horizontal'): number | undefined {
  if (count === 0) return undefined;
  const [next, previous] = axis === 'vertical' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
  const move = key === next ? 'next' : key === previous ? 'previous' : key;
  if (move === 'previous' && at < 0) return count - 1;
  return moves[move]?.(at, count);
}

/** The next choice after `at` that begins with a letter, around the end; undefined when none does. */
export function walkToLetter(letter: string, at: number, labels: readonly string[]): number | undefined {
  if (letter.length !== 1) return undefined;
  for (let i = 1; i <= labels.length; i++) {
    const place = (at + i + labels.length) % labels.length;
    if (labels[place]!.trim().toLowerCase().startsWith(letter.toLowerCase())) return place;
  }
  return undefined;
}
