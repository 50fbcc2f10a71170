/** A cyclic list from its smallest element on, so that two can be compared whatever they begin with. */
export function fromLeast<T extends readonly number[]>(cycle: readonly T[]): T[] {
  const least = cycle.reduce((best, each, i) => (compare(each, cycle[best]!) < 0 ? i : best), 0);
  return [...cycle.slice(least), ...cycle.slice(0, least)];
}

/** Lists in the order of their elements. */
export function sorted<T extends readonly number[]>(lists: readonly T[]): T[] {
  return [...lists].sort(compare);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((x, i) => x !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
