import fc from 'fast-check';
import { decisionSubdivision, type DecisionSubdivision } from '../../network/decision-subdivision';
import { decisionBoundary } from '../../network/labelled-subdivision';
import type { Layer } from '../../network/two-layers';
import { fraction, rational, type Rational } from '../../numbers/rational';
import { rationals } from '../../numbers/rationals';
import type { Point } from '../../numbers/ring';
import { dot } from '../../numbers/vector';
import { area } from '../../polytope/polygon';
import { networks } from '../../testing/networks';
import type { Box } from '../plane';
import { layered } from '../testing/nets';
import { affineAlgebra, type Affine } from './affine';
import { countMaps, exactSlice, type ExactCell } from './exact-slice';

const { add, subtract, multiply, divide, compare, sign, of, zero, one, toNumber } = rationals;
const { at } = affineAlgebra(rationals);

type Cell = ExactCell<Rational>;
type Corner = Point<Rational>;

const keyOf = (point: Corner) => point.map(rationals.show).join();
const cut = (layers: readonly Layer[], box: Box) => exactSlice(layered(layers), { box, numbers: rationals });

/** Whether a point of the line through a and b is between them. */
function isWithin(a: Corner, b: Corner, point: Corner): boolean {
  if (rationals.turn(a, b, point) !== 0) return false;
  const between = (axis: 0 | 1) => compare(a[axis], point[axis]) * compare(point[axis], b[axis]) >= 0;
  return between(0) && between(1);
}

interface Side {
  readonly ends: [Corner, Corner];
  /** The polygons that have it. */
  readonly of: number[];
}

/** Polygons as a complex: the sides of each, cut at every vertex on them, by their ends. */
function sidesOf(polygons: readonly (readonly Corner[])[]): Map<string, Side> {
  const vertices = [...new Map(polygons.flat().map((point) => [keyOf(point), point])).values()];
  const sides = new Map<string, Side>();
  polygons.forEach((polygon, i) =>
    polygon.forEach((a, k) => {
      const b = polygon[(k + 1) % polygon.length]!;
      const axis = compare(a[0], b[0]) === 0 ? 1 : 0;
      const way = compare(b[axis], a[axis]);
      const on = vertices.filter((point) => isWithin(a, b, point));
      on.sort((p, q) => way * compare(p[axis], q[axis]));
      on.slice(1).forEach((to, n) => {
        const name = [keyOf(on[n]!), keyOf(to)].sort().join(' to ');
        const side = sides.get(name);
        if (side === undefined) sides.set(name, { ends: [on[n]!, to], of: [i] });
        else side.of.push(i);
      });
    }),
  );
  return sides;
}

interface Part {
  readonly polygon: readonly Corner[];
  /** By how much the winner is above each other output. */
  readonly leads: readonly Affine<Rational>[];
  /** Its class, or -1 where another output is equal to it all over. */
  readonly label: number;
}

function partsOf({ map, parts }: Cell): Part[] {
  const algebra = affineAlgebra(rationals);
  const outputs = map.length === 1 ? [algebra.zero, ...map] : map;
  return parts.map(({ polygon, class: winner }) => {
    const others = outputs.filter((_, i) => i !== winner);
    const leads = others.map((f) => algebra.subtract(outputs[winner]!, f));
    return { polygon, leads, label: leads.some((f) => algebra.equal(f, algebra.zero)) ? -1 : winner };
  });
}

/** The sides of parts where the class changes, and, if wanted, where another output only comes up to the greatest. */
function boundaryOf(cells: readonly Cell[], touched = false): [Corner, Corner][] {
  const parts = cells.flatMap(partsOf);
  const isBoundary = ({ ends, of: [left, right] }: Side) => {
    if (right === undefined) return false;
    const [one, other] = [parts[left!]!, parts[right]!];
    if (one.label !== other.label) return true;
    return touched && one.label >= 0 && one.leads.some((f) => ends.every((end) => sign(at(f, end)) === 0));
  };
  return [...sidesOf(parts.map(({ polygon }) => polygon)).values()].filter(isBoundary).map(({ ends }) => ends);
}

/** Segments as numbers in order. */
const listed = (segments: readonly (readonly [Corner, Corner])[]) =>
  segments
    .map((ends) =>
      ends
        .map((end) => end.map((x) => toNumber(x) + 0))
        .sort(byNumbers)
        .flat(),
    )
    .sort(byNumbers);

function byNumbers(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((x, k) => x !== b[k]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}

const identity = [
  [1, 0],
  [0, 1],
];
const split: Layer = {
  weights: [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ],
};
const fold: Layer = {
  weights: [
    [-2, -2, 0, 0],
    [2, 2, 0, 0],
    [0, 0, -2, -2],
    [0, 0, 2, 2],
  ],
  bias: [1, -1, 1, -1],
};
const lines: Layer = {
  weights: [
    [1, 0],
    [0, 1],
    [1, 1],
  ],
  bias: [0, 0, -1],
};

describe('nets of the literature in fractions', () => {
  test.each<[string, Layer[], Box, cells: number, maps: number, segments: number[][]]>([
    [
      'three lines',
      [lines, { weights: [[1, 1, -2]], bias: [-1] }],
      [-2, -2, 2, 2],
      7,
      7,
      [
        [-2, 1, 0, 1],
        [-0.5, 2, 0, 1],
        [0, 1, 1, 0],
        [1, -2, 1, 0],
        [1, 0, 2, -0.5],
      ],
    ],
    [
      '|x| + |y| = 1',
      [split, { weights: [[1, 1, 1, 1]], bias: [-1] }],
      [-2, -2, 2, 2],
      4,
      4,
      [
        [-1, 0, 0, -1],
        [-1, 0, 0, 1],
        [0, -1, 1, 0],
        [0, 1, 1, 0],
      ],
    ],
    [
      'two units with a tie',
      [
        {
          weights: [
            [2, 1],
            [-1, 1],
          ],
        },
        {
          weights: [
            [1, -1],
            [-2, 1],
          ],
        },
      ],
      [-8, -8, 8, 8],
      4,
      4,
      [
        [-8, -8, 0, 0],
        [-1, 8, 0, 0],
        [0, 0, 4, -8],
      ],
    ],
    [
      'three units without a tie',
      [
        {
          weights: [
            [1, 0],
            [0, 1],
            [-1, -1],
          ],
        },
        {
          weights: [
            [1, 0, 2],
            [0, 1, 1],
          ],
        },
      ],
      [-4, -4, 4, 4],
      6,
      6,
      [
        [-4, 2, 0, 0],
        [0, 0, 4, 4],
      ],
    ],
    [
      'the tie trap',
      [{ weights: identity }, { weights: identity }],
      [-2, -2, 2, 2],
      4,
      4,
      [
        [-2, 0, 0, 0],
        [0, -2, 0, 0],
        [0, 0, 2, 2],
      ],
    ],
    [
      'biases',
      [
        { weights: identity, bias: [-1, -2] },
        {
          weights: [
            [1, -1],
            [-1, 1],
          ],
          bias: [1, 0],
        },
      ],
      [-4, -4, 8, 8],
      4,
      4,
      [
        [-4, 2.5, 1, 2.5],
        [1, 2.5, 6.5, 8],
      ],
    ],
  ])('%s', (_, layers, box, count, maps, segments) => {
    const cells = cut(layers, box);
    expect([cells.length, countMaps(rationals, cells)]).toEqual([count, maps]);
    expect(listed(boundaryOf(cells, true))).toEqual(segments);
  });

  test.each([
    [1, 4, 4, 4],
    [2, 16, 12, 16],
    [3, 64, 28, 64],
  ])('folded %d times: %d cells, %d maps, %d segments', (folds, count, maps, segments) => {
    const middle = Array.from({ length: folds - 1 }, () => fold);
    const cells = cut([split, ...middle, { weights: [[-2, -2, -2, -2]], bias: [2] }], [-1, -1, 1, 1]);
    expect([cells.length, countMaps(rationals, cells)]).toEqual([count, maps]);
    expect(boundaryOf(cells)).toHaveLength(segments);
  });
});

const box: Box = [-3, -2, 2, 4];
const [left, bottom, right, top] = box.map(of) as [Rational, Rational, Rational, Rational];
const nets = networks({ classes: 3, maxUnits: 3, onlyIntegers: true });
const runs = { numRuns: 25 };

test('cells are convex and fill the box exactly, and V - E + F = 1', () => {
  fc.assert(
    fc.property(nets, ({ hidden, output }) => {
      const cells = cut([hidden, output], box);
      for (const polygons of [
        cells.map(({ polygon }) => polygon),
        cells.flatMap(({ parts }) => parts.map(({ polygon }) => polygon)),
      ]) {
        for (const polygon of polygons) {
          const n = polygon.length;
          polygon.forEach((b, k) => {
            expect(rationals.turn(polygon[(k + n - 1) % n]!, b, polygon[(k + 1) % n]!)).toBeGreaterThanOrEqual(0);
          });
        }
        expect(toNumber(polygons.map((polygon) => area(rationals, polygon)).reduce(add))).toBe(30);
        const vertices = new Set(polygons.flat().map(keyOf)).size;
        expect(vertices - sidesOf(polygons).size + polygons.length).toBe(1);
      }
    }),
    runs,
  );
});

test('on a grid of points the highest output is that of the part that they are in', () => {
  const grid = [-2, -1, 0, 1, 2].flatMap((i) =>
    [-2, -1, 0, 1, 2].map((j): Corner => [rational(`${4 * i + 1}/7`), rational(`${5 * j + 1}/9`)]),
  );
  fc.assert(
    fc.property(nets, ({ hidden, output }) => {
      const cells = cut([hidden, output], box);
      const apply = ({ weights, bias }: Layer, x: readonly Rational[]) =>
        weights.map((row, j) => add(dot(rationals, row.map(of), x), of(bias?.[j] ?? 0)));
      for (const point of grid) {
        const units = apply(hidden, point).map((z) => (sign(z) > 0 ? z : zero));
        const outputs = apply(output, units);
        const inside = (polygon: readonly Corner[]) =>
          polygon.every((a, k) => rationals.turn(a, polygon[(k + 1) % polygon.length]!, point) >= 0);
        const cell = cells.find(({ polygon }) => inside(polygon))!;
        expect(cell.map.map((f) => rationals.show(at(f, point)))).toEqual(outputs.map(rationals.show));
        const highest = outputs.reduce((best, f) => (compare(f, best) > 0 ? f : best));
        for (const part of cell.parts.filter(({ polygon }) => inside(polygon))) {
          expect(compare(outputs[part.class]!, highest)).toBe(0);
        }
      }
    }),
    runs,
  );
});

/** How much of a curve's piece is in the box, as a share of its direction: from and to, undefined for nothing. */
function inBox(from: Corner, direction: Corner, range: [Rational | undefined, Rational | undefined]) {
  let [low, high] = range;
  for (const [axis, least, most] of [
    [0, left, right],
    [1, bottom, top],
  ] as const) {
    const slope = direction[axis];
    if (sign(slope) === 0) {
      if (compare(from[axis], least) < 0 || compare(from[axis], most) > 0) return undefined;
      continue;
    }
    const [a, b] = [least, most].map((bound) => divide(subtract(bound, from[axis]), slope)) as [Rational, Rational];
    const [first, last] = sign(slope) > 0 ? [a, b] : [b, a];
    if (low === undefined || compare(first, low) > 0) low = first;
    if (high === undefined || compare(last, high) < 0) high = last;
  }
  return compare(low!, high!) < 0 ? ([low!, high!] as const) : undefined;
}

/** The pieces of the boundary between classes inside the box. */
function piecesOf(subdivision: DecisionSubdivision<Rational>): [Corner, Corner][] {
  const { segments, rays, lines: whole } = decisionBoundary(subdivision);
  const vertex = (i: number) => subdivision.curve.vertices[i]!.point;
  const pieces = [
    ...segments.map(({ ends: [a, b] }) => {
      const [from, to] = [vertex(a), vertex(b)];
      return {
        from,
        direction: [subtract(to[0], from[0]), subtract(to[1], from[1])] as const,
        range: [zero, one] as const,
      };
    }),
    ...rays.map(({ from, direction }) => ({ from: vertex(from), direction, range: [zero, undefined] as const })),
    ...whole.map(({ through, direction }) => ({ from: through, direction, range: [undefined, undefined] as const })),
  ];
  return pieces.flatMap(({ from, direction, range }) => {
    const share = inBox(from, direction, [...range]);
    const along = (t: Rational): Corner => [
      add(from[0], multiply(t, direction[0])),
      add(from[1], multiply(t, direction[1])),
    ];
    return share === undefined ? [] : [[along(share[0]), along(share[1])] as [Corner, Corner]];
  });
}

test('the decision boundary of a slice is that of the subdivision, piece by piece', () => {
  const half = fraction(1n, 2n);
  fc.assert(
    fc.property(nets, ({ hidden, output }) => {
      const exact = {
        hidden: { weights: hidden.weights.map((row) => row.map(of)), bias: hidden.bias!.map(of) },
        output: { weights: output.weights.map((row) => row.map(of)), bias: output.bias!.map(of) },
      };
      const subdivision = decisionSubdivision(rationals, exact);
      fc.pre(decisionBoundary(subdivision).ties.length === 0);
      const pieces = piecesOf(subdivision);
      const found = boundaryOf(cut([hidden, output], box));
      const middle = ([a, b]: [Corner, Corner]): Corner => [
        multiply(half, add(a[0], b[0])),
        multiply(half, add(a[1], b[1])),
      ];
      const size = ([a, b]: [Corner, Corner]) => {
        const sides = [subtract(a[0], b[0]), subtract(a[1], b[1])].map((x) => (sign(x) < 0 ? subtract(zero, x) : x));
        return add(sides[0]!, sides[1]!);
      };
      // Each is on a piece, and together they are as long.
      for (const segment of found) expect(pieces.some(([a, b]) => isWithin(a, b, middle(segment)))).toBe(true);
      const total = (segments: [Corner, Corner][]) => rationals.show(segments.map(size).reduce(add, zero));
      // What lies on the frame of the box has a class on one side only.
      const onFrame = ([a, b]: [Corner, Corner]) =>
        (
          [
            [0, left],
            [0, right],
            [1, bottom],
            [1, top],
          ] as const
        ).some(([axis, bound]) => compare(a[axis], bound) === 0 && compare(b[axis], bound) === 0);
      expect(total(found)).toBe(total(pieces.filter((piece) => !onFrame(piece))));
    }),
    runs,
  );
});
