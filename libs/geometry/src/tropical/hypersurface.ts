import type { Numbers } from '../numbers/numbers';
import { gcd } from '../numbers/rational';
import type { Point } from '../numbers/ring';
import type { Subdivision, SubdivisionEdge } from './regular-subdivision';

/** What a piece of a tropical curve is dual to, and how often it counts. */
export interface CurvePiece {
  /** The edge of the dual subdivision, by index: it is orthogonal to the piece. */
  readonly edge: number;
  /** The lattice length of that edge; undefined when it joins exponents that do not differ by integers. */
  readonly weight: number | undefined;
}

/** The piece between two vertices of the curve. */
export interface CurveSegment extends CurvePiece {
  readonly ends: readonly [from: number, to: number];
}

/** The piece from a vertex to infinity. */
export interface CurveRay<T = number> extends CurvePiece {
  readonly from: number;
  readonly direction: Point<T>;
}

/** A piece that is infinite both ways; it goes through the point of the line that is next to the origin. */
export interface CurveLine<T = number> extends CurvePiece {
  readonly through: Point<T>;
  readonly direction: Point<T>;
}

/** The hypersurface of a tropical polynomial in two variables, a curve: where two monomials are highest together. */
export interface TropicalCurve<T = number> {
  /** One for each cell of the dual subdivision, in its order: where the cell's monomials are highest, all of the same value. */
  readonly vertices: readonly { readonly point: Point<T>; readonly value: T }[];
  readonly segments: readonly CurveSegment[];
  readonly rays: readonly CurveRay<T>[];
  readonly lines: readonly CurveLine<T>[];
}

/**
 * The curve that is dual to a subdivision. A cell with the face normal (a, b, c) is the vertex (a / c, b / c); an inner edge is the
 * segment between the cells beside it, one of the boundary a ray along its outer normal. When all exponents are on a line there are
 * only parallel lines.
 */
export function hypersurface<T>(numbers: Numbers<T>, subdivision: Subdivision<T>): TropicalCurve<T> {
  const { add, divide, multiply, negate } = numbers;
  const vertices = subdivision.cells.map(([corner], k) => {
    const [a, b, c] = subdivision.normals[k]!;
    const point: Point<T> = [divide(a, c), divide(b, c)];
    const [x, y, height] = subdivision.vertices[corner!]!;
    return { point, value: add(height, add(multiply(x, point[0]), multiply(y, point[1]))) };
  });
  const segments: CurveSegment[] = [];
  const rays: CurveRay<T>[] = [];
  const lines: CurveLine<T>[] = [];
  subdivision.edges.forEach((each, edge) => {
    const [x, y, rise] = difference(numbers, subdivision, each);
    const piece = { edge, weight: latticeLength(numbers, x, y) };
    const { left, right } = each;
    if (left === undefined) {
      // <(x, y), point> + rise = 0
      const scale = divide(negate(rise), add(multiply(x, x), multiply(y, y)));
      const through: Point<T> = [multiply(scale, x), multiply(scale, y)];
      lines.push({ ...piece, through, direction: [y, negate(x)] });
    } else if (right === undefined) rays.push({ ...piece, from: left, direction: [y, negate(x)] });
    else segments.push({ ...piece, ends: [left, right] });
  });
  return { vertices, segments, rays, lines };
}

function difference<T>({ subtract }: Numbers<T>, { vertices }: Subdivision<T>, { ends }: SubdivisionEdge) {
  const [a, b] = [vertices[ends[0]]!, vertices[ends[1]]!];
  return [subtract(b[0], a[0]), subtract(b[1], a[1]), subtract(b[2], a[2])] as const;
}

function latticeLength<T>(numbers: Numbers<T>, x: T, y: T): number | undefined {
  if (numbers.commonDenominator([x, y]) !== 1n) return undefined;
  const whole = numbers.times(1n);
  return Number(gcd(whole(x), whole(y)));
}
