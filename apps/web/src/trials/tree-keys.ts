import { parentKey, type TreeRow } from './tree-rows';

/** What a key does in the tree. */
export type TreeMove =
  | { readonly go: number }
  | { readonly open: TreeRow }
  | { readonly close: TreeRow }
  | { readonly choose: TreeRow }
  | { readonly enter: TreeRow };

/** Keys of a treegrid (WAI-ARIA Authoring Practices): up and down, into and out of what is open. */
export function treeMove(key: string, rows: readonly TreeRow[], at: number): TreeMove | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const opens = row.kind !== 'level';
  switch (key) {
    case 'ArrowDown':
      return at + 1 < rows.length ? { go: at + 1 } : undefined;
    case 'ArrowUp':
      return at > 0 ? { go: at - 1 } : undefined;
    case 'Home':
      return { go: 0 };
    case 'End':
      return { go: rows.length - 1 };
    case 'ArrowRight':
      if (!opens) return undefined;
      return row.open ? { go: Math.min(at + 1, rows.length - 1) } : { open: row };
    case 'ArrowLeft': {
      if (opens && row.open) return { close: row };
      const parent = parentKey(row);
      return parent === undefined ? undefined : { go: rows.findIndex((each) => each.key === parent) };
    }
    case ' ':
      return row.kind === 'level' ? undefined : { choose: row };
    case 'Enter':
      return row.kind === 'arm' ? (row.open ? { close: row } : { open: row }) : { enter: row };
    default:
      return undefined;
  }
}
