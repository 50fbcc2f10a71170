import { checkRange } from '../numbers/check-range';
import { integers } from '../numbers/integers';
import type { Numbers } from '../numbers/numbers';
import { fraction } from '../numbers/rational';
import type { Point3 } from '../numbers/ring';
import {
  hypersurface,
  type CurveLine,
  type CurveRay,
  type CurveSegment,
  type TropicalCurve,
} from '../tropical/hypersurface';
import { regularSubdivision, type RegularSubdivision, type Subdivision } from '../tropical/regular-subdivision';

/** The dual subdivision of the maximum of one convex function a class, and the curve that is dual to it. */
export interface LabelledSubdivision<T = number> extends Subdivision<T> {
  /** For each vertex, the classes, from 0, that are highest on its region: more than one are a tie. */
  readonly classes: readonly (readonly number[])[];
  /** For each edge, whether no class is highest on both sides. */
  readonly bridges: readonly boolean[];
  readonly curve: TropicalCurve<T>;
}

/** Where no class is alone the highest: pieces of the curve, and the regions of ties. */
export interface DecisionBoundary<T = number> {
  readonly segments: readonly CurveSegment[];
  readonly rays: readonly CurveRay<T>[];
  readonly lines: readonly CurveLine<T>[];
  /** The vertices of the subdivision whose regions are ties. */
  readonly ties: readonly number[];
}

/**
 * The subdivision of points (slopes, height) that each class brings, all in integers times `unit`: as it is in integers, and labelled.
 *
 * @param points for each class those at its upper vertices, others do no harm
 * @throws {InputError} for floats whose subdivision is larger than 1e150.
 */
export function labelledSubdivision<T>(
  numbers: Numbers<T>,
  unit: bigint,
  points: readonly (readonly Point3<bigint>[])[],
): { readonly whole: RegularSubdivision<bigint>; readonly labelled: LabelledSubdivision<T> } {
  const owners = points.flatMap((own, i) => own.map(() => i));
  const whole = regularSubdivision(integers, points.flat());
  const classes = whole.sources.map((sources) => [...new Set(sources.map((point) => owners[point]!))]);
  const bridges = whole.edges.map(({ ends: [a, b] }) => !classes[a]!.some((i) => classes[b]!.includes(i)));
  const subdivision = rounded(numbers, unit, whole);
  for (const vertex of subdivision.vertices) checkRange(numbers, vertex, 'a coordinate of a decision subdivision');
  return { whole, labelled: { ...subdivision, classes, bridges, curve: hypersurface(numbers, subdivision) } };
}

/** The pieces of the curve that are dual to bridges, and the ties. */
export function decisionBoundary<T>({ curve, bridges, classes }: LabelledSubdivision<T>): DecisionBoundary<T> {
  const isBridge = ({ edge }: { readonly edge: number }) => bridges[edge]!;
  return {
    segments: curve.segments.filter(isBridge),
    rays: curve.rays.filter(isBridge),
    lines: curve.lines.filter(isBridge),
    ties: classes.flatMap((own, vertex) => (own.length > 1 ? [vertex] : [])),
  };
}

function rounded<T>(numbers: Numbers<T>, unit: bigint, subdivision: RegularSubdivision<bigint>): Subdivision<T> {
  const { dimension, cells, edges } = subdivision;
  const over = numbers.over(unit);
  return {
    dimension,
    cells,
    edges,
    vertices: subdivision.vertices.map(([x, y, height]): Point3<T> => [over(x), over(y), over(height)]),
    // Of length 1 upwards, so that the vertices of the curve are rounded once.
    normals: subdivision.normals.map(([x, y, z]): Point3<T> => {
      return [numbers.nearest(fraction(x, z)), numbers.nearest(fraction(y, z)), numbers.one];
    }),
  };
}
