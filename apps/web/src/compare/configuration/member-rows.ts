import { isRecord } from '@tombola/shared';
import type { Member } from '../compared';
import type { Group } from '../groups';
import { text } from '../labels';

/** A member of recipes, over groups. */
export interface MemberRow {
  readonly path: string;
  /** By group: every value that its recipes have, one unless it is an arm of several recipes. */
  readonly cells: readonly string[];
  readonly differs: boolean;
}

/** The members in which these groups differ; others of the comparison may have differed in more. */
export function memberRows(groups: readonly Group[], members: readonly Member[]): MemberRow[] {
  return members.map(({ path, values }) => {
    const cells = groups.map(({ recipes }) => [...new Set(recipes.map((hash) => text(values.get(hash))))].join(' | '));
    return { path, cells, differs: new Set(cells).size > 1 };
  });
}

/** The members that all have in common, from the recipe of any of them. */
export function commonRows(recipe: unknown, members: readonly Member[], count: number): MemberRow[] {
  const differing = new Set(members.map(({ path }) => path));
  return [...membersOf(recipe)]
    .filter(([path]) => !differing.has(path))
    .map(([path, value]) => ({ path, cells: new Array<string>(count).fill(text(value)), differs: false }));
}

/** Members of nested records by path (`optimizer.learningRate`); lists are values. */
export function membersOf(value: unknown, path = ''): Map<string, unknown> {
  if (!isRecord(value)) return new Map([[path, value]]);
  const below = path === '' ? '' : `${path}.`;
  return new Map(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .flatMap(([name, member]) => [...membersOf(member, below + name)]),
  );
}

/** By path: members of one part of a recipe stand together. */
export function sortRows(rows: readonly MemberRow[]): MemberRow[] {
  return [...rows].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
