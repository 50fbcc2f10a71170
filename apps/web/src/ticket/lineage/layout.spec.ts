import type { ArtifactOut, Lineage } from '@tombola/shared';
import { layoutLineage, leftOut, shorten } from './layout';

const file = (id: string, kind: ArtifactOut['kind'], level: string | null): ArtifactOut => ({
  ...{ id, kind, level, name: `${kind}.safetensors`, mediaType: 'application/octet-stream', sha256: id, size: 1 },
  ...{ createdBy: 'local', createdAt: '2030-01-01T00:00:00.000Z' },
});
const id = (level: number, kind: string) => `art_${kind}${level}`;

/** A trial of so many levels: tickets from the finals before them, finals from their tickets. */
function chain(levels: number): Lineage {
  const artifacts = Array.from({ length: levels }, (_, n) => [
    file(id(n, 'final'), 'final', `a-s0-l${n}`),
    file(id(n, 'ticket'), 'ticket', `a-s0-l${n}`),
  ]).flat();
  const edges = Array.from({ length: levels }, (_, n) => [
    { child: id(n, 'final'), parent: id(n, 'ticket'), relation: 'trained-from' },
    ...(n === 0 ? [] : [{ child: id(n, 'ticket'), parent: id(n - 1, 'final'), relation: 'masks-from' }]),
  ]).flat();
  return { artifacts, edges };
}

test('a level is a row: its ticket, what was trained from it, what was exported from that', () => {
  const { artifacts, edges } = chain(2);
  const onnx = file('art_onnx', 'onnx', 'a-s0-l1');
  const lineage = {
    artifacts: [onnx, ...artifacts],
    edges: [...edges, { child: 'art_onnx', parent: id(1, 'final'), relation: 'exported-from' }],
  };
  const { files, rows, columns } = layoutLineage(lineage);
  expect([rows, columns]).toEqual([2, 3]);
  expect(files.map(({ artifact, row, column }) => [artifact.id, row, column])).toEqual([
    [id(0, 'ticket'), 0, 0],
    [id(0, 'final'), 0, 1],
    [id(1, 'ticket'), 1, 0],
    [id(1, 'final'), 1, 1],
    ['art_onnx', 1, 2],
  ]);
  expect(files[2]!.parents).toEqual([{ id: id(0, 'final'), relation: 'masks-from' }]);
});

test('a law: nothing stands above what it was made from, and no place is taken twice', () => {
  for (const levels of [0, 1, 2, 11, 30]) {
    const lineage = chain(levels);
    // In any order.
    const turned = { artifacts: [...lineage.artifacts].reverse(), edges: [...lineage.edges].reverse() };
    const { files } = layoutLineage(turned);
    const places = new Map(files.map((each) => [each.artifact.id, each]));
    expect(new Set(files.map(({ row, column }) => `${row} ${column}`)).size).toBe(2 * levels);
    for (const { row, column, parents } of files)
      for (const parent of parents) {
        const place = places.get(parent.id)!;
        expect(place.row < row || (place.row === row && place.column < column)).toBe(true);
      }
  }
});

test('what is named earlier but made later stands below: a control that takes its masks from another trial', () => {
  const { files } = layoutLineage({
    artifacts: [file('c', 'ticket', '000000000000-s0-l1'), file('d', 'final', 'ffffffffffff-s0-l0')],
    edges: [{ child: 'c', parent: 'd', relation: 'masks-from' }],
  });
  expect(files.map(({ artifact }) => artifact.id)).toEqual(['d', 'c']);
});

test('edges to files that are not there, and circles, do no harm', () => {
  const { files } = layoutLineage({
    artifacts: [file('a', 'upload', null), file('b', 'upload', null)],
    edges: [
      { child: 'a', parent: 'b', relation: 'x' },
      { child: 'b', parent: 'a', relation: 'x' },
      { child: 'b', parent: 'gone', relation: 'x' },
    ],
  });
  expect(files).toHaveLength(2);
  expect(files.find(({ artifact }) => artifact.id === 'b')!.parents).toEqual([{ id: 'a', relation: 'x' }]);
});

test('a shortened line keeps its beginning and its end, and says that something is between', () => {
  const { artifacts, edges } = shorten(chain(10), id(9, 'final'), 2);
  expect([...new Set(artifacts.map(({ level }) => level))]).toEqual([0, 7, 8, 9].map((n) => `a-s0-l${n}`));
  expect(edges).toHaveLength(4 + 2 + 1);
  expect(edges.at(-1)).toEqual({ child: id(7, 'ticket'), parent: id(0, 'final'), relation: leftOut });
  expect(shorten(chain(3), id(2, 'final'), 2)).toEqual(chain(3));
});
