import { integers } from '../numbers/integers';
import type { Numbers } from '../numbers/numbers';
import type { Point3 } from '../numbers/ring';
import { hull3d } from '../polytope/hull3d';
import type { Polyhedron } from '../polytope/polyhedron';
import { integerZonotope3d } from '../polytope/zonotope3d';
import { classFunctions, type DecisionMode } from './class-functions';
import { checkInputs } from './decision-polygon';
import type { TwoLayers } from './two-layers';

/** The polytope delta(R) of a network with three inputs and one hidden layer, its biases left out and without the shift sigma. */
export interface DecisionPolyhedron<T = number> extends Polyhedron<T> {
  /** For each vertex, the classes, from 0, that are highest on its cone: more than one are a tie. */
  readonly classes: readonly (readonly number[])[];
  /** The edges between vertices without a common class: the decision boundary is dual to them. */
  readonly bridges: readonly (readonly [from: number, to: number])[];
}

/**
 * `decisionPolygon` for three inputs: the hull of one zonotope a class, O(p^3) for p units.
 *
 * @throws {InputError} for a network of other than three inputs, or as `checkTwoLayers`.
 */
export function decisionPolyhedron<T>(
  numbers: Numbers<T>,
  network: TwoLayers<T>,
  { mode = 'paper' }: { readonly mode?: DecisionMode } = {},
): DecisionPolyhedron<T> {
  const { inputs, rows, weights, bases, unit } = classFunctions(numbers, network, mode);
  checkInputs(inputs, 3);
  const points = weights.map((own, i) => {
    const generators = rows.map(([x, y, z], j): Point3<bigint> => [own[j]! * x!, own[j]! * y!, own[j]! * z!]);
    const [x, y, z] = bases[i]!;
    return integerZonotope3d(generators, [x!, y!, z!]).vertices;
  });
  const owners = points.flatMap((own, i) => own.map(() => i));
  const { dimension, vertices, faces, sources } = hull3d(integers, points.flat());
  const classes = sources.map((at) => [...new Set(at.map((point) => owners[point]!))]);
  const over = numbers.over(unit);
  return {
    dimension,
    faces,
    vertices: vertices.map(([x, y, z]): Point3<T> => [over(x), over(y), over(z)]),
    classes,
    bridges: edges(dimension, faces).filter(([a, b]) => !classes[a]!.some((i) => classes[b]!.includes(i))),
  };
}

function edges(dimension: number, faces: readonly (readonly number[])[]): [number, number][] {
  if (dimension === 1) return [[0, 1]];
  const all = faces.flatMap((face) => face.map((from, k): [number, number] => [from, face[(k + 1) % face.length]!]));
  // Two faces have each edge, in opposite directions; a flat polyhedron has one face.
  return dimension === 3 ? all.filter(([from, to]) => from < to) : all;
}
