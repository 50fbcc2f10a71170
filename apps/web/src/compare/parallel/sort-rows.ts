import type { ParallelRow } from './rows';

/** Rows by the value that an axis has of them, those without one last. @param sort the axis, `-` before it: descending */
export function sortByAxis(rows: readonly ParallelRow[], sort: string | null): ParallelRow[] {
  if (sort === null) return [...rows];
  const [sign, id] = sort.startsWith('-') ? [-1, sort.slice(1)] : [1, sort];
  return [...rows].sort((one, other) => {
    const [a, b] = [one.values[id] ?? null, other.values[id] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
  });
}
