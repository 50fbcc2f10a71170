import { levelAt } from '../at';
import type { Group, GroupLevel } from '../groups';
import { counterpart, differenceOf, type Difference } from '../pairing';
import type { View } from '../use-view';

/** A group at the level that is looked at. */
export interface GroupRow {
  readonly group: Group;
  /** Undefined where it has no such level. */
  readonly level: GroupLevel | undefined;
  /** To the baseline; undefined without one, for the baseline itself, and without a seed in common. */
  readonly difference: Difference | undefined;
}

export const groupSorts = ['name', 'n', 'density', 'value', 'std', 'difference'] as const;
export type GroupSort = (typeof groupSorts)[number];

/** Groups with their values. The baseline is taken at the same density; where each is at its best level, at its own best. */
export function rowsOf({
  all,
  at,
  baseline,
  lowerIsBetter,
}: Pick<View, 'all' | 'at' | 'baseline' | 'lowerIsBetter'>): GroupRow[] {
  const find = ({ levels }: Group) => levelAt(levels, at, ({ summary }) => summary.mean, lowerIsBetter);
  const own = baseline && find(baseline);
  return all.map((group) => {
    const level = find(group);
    if (level === undefined || baseline === undefined || group.key === baseline.key) {
      return { group, level, difference: undefined };
    }
    const other = at.is === 'best' ? own : counterpart(baseline.levels, level.density);
    return { group, level, difference: other && differenceOf(level, other) };
  });
}

/** Rows in order; those without a value come last, whichever way. @param sort `value`, or `-value` for descending */
export function sortRows(rows: readonly GroupRow[], sort: string | null): GroupRow[] {
  if (sort === null) return [...rows];
  const sign = sort.startsWith('-') ? -1 : 1;
  const name = sort.replace(/^-/, '') as GroupSort;
  const keyed = rows.map((row) => ({ row, key: keyOf(row, name) }));
  return keyed
    .sort(({ key: a }, { key: b }) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      if (typeof a === 'string' || typeof b === 'string') {
        return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
      }
      return sign * (a - b);
    })
    .map(({ row }) => row);
}

function keyOf({ group, level, difference }: GroupRow, name: GroupSort): string | number | undefined {
  switch (name) {
    case 'name':
      return group.label;
    case 'n':
      return level?.summary.n;
    case 'density':
      return level?.density;
    case 'value':
      return level?.summary.mean;
    case 'std':
      return level?.summary.std ?? undefined;
    case 'difference':
      return difference?.mean;
  }
}
