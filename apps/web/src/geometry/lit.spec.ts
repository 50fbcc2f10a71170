import { isMove, moveTo, selectorsOf, wordsOf } from './lit';
import type { Pictures } from './worker/pictures';

/** A triangle: 0 and 1 are of class 0, 2 of class 1; its last vertex is outside of the slice. */
const dual = {
  vertices: [
    { point: [0, 0], classes: [0] },
    { point: [1, 0], classes: [0] },
    { point: [0, -1.23456], classes: [1] },
  ],
  edges: [
    { ends: [0, 1], bridge: false, neurons: [4] },
    { ends: [1, 2], bridge: true, neurons: [1, 7] },
    { ends: [2, 0], bridge: true, neurons: [] },
  ],
  seenVertices: [0, 1],
  seenEdges: [0, 1],
} as unknown as NonNullable<Pictures['dual']>;

test('a vertex lights its region, a bridge its piece of the boundary, a crease what is on both sides', () => {
  expect(selectorsOf({ kind: 'vertex', index: 1 }, dual).slice).toBe('[data-vertex="1"]');
  expect(selectorsOf({ kind: 'edge', index: 1 }, dual)).toEqual({
    dual: '[data-edge="1"],[data-boundary="1"]',
    slice: '[data-boundary="1"]',
  });
  expect(selectorsOf({ kind: 'edge', index: 0 }, dual).slice).toBe('[data-vertex="0"],[data-vertex="1"]');
});

test('arrows go around among one kind, and from kind to kind', () => {
  const among = { vertex: [0, 1, 5], edge: [2, 4] };
  const go = (key: string, from?: Parameters<typeof moveTo>[1]) => {
    return isMove(key) ? moveTo(among, from, key) : 'no move';
  };
  expect(go('x')).toBe('no move');
  expect(go('ArrowRight')).toEqual({ kind: 'vertex', index: 0 });
  expect(go('ArrowRight', { kind: 'vertex', index: 5 })).toEqual({ kind: 'vertex', index: 0 });
  expect(go('ArrowLeft', { kind: 'vertex', index: 0 })).toEqual({ kind: 'vertex', index: 5 });
  expect(go('ArrowDown', { kind: 'vertex', index: 1 })).toEqual({ kind: 'edge', index: 2 });
  expect(go('ArrowUp', { kind: 'edge', index: 4 })).toEqual({ kind: 'vertex', index: 5 });
  expect(go('End', { kind: 'edge', index: 2 })).toEqual({ kind: 'edge', index: 4 });
  expect(moveTo({ vertex: [3], edge: [] }, { kind: 'vertex', index: 3 }, 'ArrowDown')).toEqual({
    kind: 'vertex',
    index: 3,
  });
});

test('words say what it is, and where its dual is', () => {
  expect(wordsOf({ kind: 'vertex', index: 2 }, dual)).toBe(
    'Vertex 2 of 3: class 1 wins, slope (0, −1.23). What is dual to it lies outside the slice.',
  );
  expect(wordsOf({ kind: 'edge', index: 1 }, dual)).toBe(
    'Edge 1 of 3: bridge between class 0 and 1. Its piece of the decision boundary is lit in the slice. Units 1, 7 of the hidden layer switch there.',
  );
  expect(wordsOf({ kind: 'edge', index: 0 }, dual)).toMatch(/^Edge 0 of 3: crease within class 0\. The regions/);
});
