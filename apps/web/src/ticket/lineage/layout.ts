import { groupBy, type ArtifactOut, type Lineage } from '@tombola/shared';

/** A file's place: a row for each level, files of a level beside each other in the order in which they are made. */
export interface PlacedFile {
  readonly artifact: ArtifactOut;
  readonly row: number;
  readonly column: number;
  /** Files that it was made from, and how. */
  readonly parents: readonly { readonly id: string; readonly relation: string }[];
}

export interface LineageLayout {
  /** Row by row, within a row from left to right: the order of reading. */
  readonly files: readonly PlacedFile[];
  readonly rows: number;
  readonly columns: number;
}

const order: Readonly<Record<ArtifactOut['kind'], number>> = { ticket: 0, final: 1, result: 2, onnx: 3, upload: 4 };

/**
 * Places files below what they were made from. Files of one level share a row; a row stands below all rows that it needs,
 * and otherwise where its level's number puts it.
 */
export function layoutLineage({ artifacts, edges }: Lineage): LineageLayout {
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  const known = edges.filter(({ child, parent }) => byId.has(child) && byId.has(parent));
  const groups = groupBy(artifacts, groupOf);
  const above = new Map([...groups.keys()].map((group) => [group, new Set<string>()]));
  for (const { child, parent } of known) {
    const [from, to] = [groupOf(byId.get(parent)!), groupOf(byId.get(child)!)];
    if (from !== to) above.get(to)!.add(from);
  }
  const rows = sorted([...groups.keys()], above);
  const files = rows.flatMap((group, row) =>
    [...groups.get(group)!]
      .sort((a, b) => order[a.kind] - order[b.kind] || a.createdAt.localeCompare(b.createdAt) || compare(a.id, b.id))
      .map((artifact, column) => ({
        ...{ artifact, row, column },
        parents: known
          .filter(({ child }) => child === artifact.id)
          .map(({ parent, relation }) => ({ id: parent, relation })),
      })),
  );
  return { files, rows: rows.length, columns: Math.max(0, ...files.map(({ column }) => column + 1)) };
}

/** Files without a level stand alone. */
const groupOf = ({ level, id }: ArtifactOut) => level ?? id;
const collator = new Intl.Collator('en', { numeric: true });
const compare = (a: string, b: string) => collator.compare(a, b);

/** Always the first by name of those whose rows above are placed; what goes in circles comes last. */
function sorted(groups: readonly string[], above: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const left = new Set([...groups].sort(compare));
  const placed: string[] = [];
  while (left.size > 0) {
    const free = [...left].find((group) => [...above.get(group)!].every((each) => !left.has(each)));
    const next = free ?? [...left][0]!;
    left.delete(next);
    placed.push(next);
  }
  return placed;
}

/** Stands for what lies between two files when it is left out. */
export const leftOut = 'left-out';

/**
 * The lineage without the files of levels far above one of its files: a long line is told by its beginning and its end,
 * with an edge {@link leftOut} between them.
 *
 * @param near so many rows above that of the file `focus` stay, and the first.
 */
export function shorten(lineage: Lineage, focus: string, near: number): Lineage {
  const { files } = layoutLineage(lineage);
  const at = files.find(({ artifact }) => artifact.id === focus)?.row ?? 0;
  const far = new Set(files.filter(({ row }) => row > 0 && row < at - near).map(({ artifact }) => artifact.id));
  const edges = lineage.edges.filter(({ child, parent }) => !far.has(child) && !far.has(parent));
  const into = lineage.edges.find(({ child, parent }) => far.has(child) && !far.has(parent))?.parent;
  const outOf = lineage.edges.filter(({ child, parent }) => !far.has(child) && far.has(parent));
  const bridges = into === undefined ? [] : outOf.map(({ child }) => ({ child, parent: into, relation: leftOut }));
  return { artifacts: lineage.artifacts.filter(({ id }) => !far.has(id)), edges: [...edges, ...bridges] };
}
