import type { LevelOut } from '@tombola/shared';

/** The trial and the number in the id of a level. */
export function partsOfLevel(id: string): { readonly trial: string; readonly level: number } {
  const at = id.lastIndexOf('-l');
  return { trial: id.slice(0, at), level: Number(id.slice(at + 2)) };
}

/** Where the mask of a level comes from, seen from the page of a trial. */
export function parentWords({ parent }: Pick<LevelOut, 'parent'>, trial: string): string {
  if (parent === null) return 'dense';
  const { trial: owner, level } = partsOfLevel(parent);
  return owner === trial || level === 0 ? `level ${level}` : `level ${level} of ${owner}`;
}
