import { integers } from '../numbers/integers';
import type { Numbers } from '../numbers/numbers';
import { gcd } from '../numbers/rational';
import type { Point, Point3 } from '../numbers/ring';
import { minus } from '../numbers/vector';
import { dropAxis, type Polyhedron } from '../polytope/polyhedron';
import { integerZonotope3d } from '../polytope/zonotope3d';
import { classFunctions, type DecisionMode } from './class-functions';
import { checkInputs } from './decision-polygon';
import { labelledSubdivision, type LabelledSubdivision } from './labelled-subdivision';
import type { TwoLayers } from './two-layers';

/** delta(R) of a network with two inputs, one hidden layer and biases. */
export interface DecisionSubdivision<T = number> extends LabelledSubdivision<T> {
  readonly mode: DecisionMode;
  /** For each edge that is no bridge, the hidden units that switch on the piece of the curve that is dual to it. */
  readonly neurons: readonly (readonly number[])[];
  /** What Alfarra et al. add to the slopes of all vertices. */
  readonly sigma: Point<T>;
}

/**
 * The exact dual subdivision of R, biases included: the upper hull of one lifted zonotope a class, of generators w_ij (a_j, c_j) from
 * (0, d_i). Alfarra et al. (arXiv 2002.08838) say that theorem 2 extends directly; their figures show the outline only, which is
 * `decisionPolygon`. Labels make it exact: the decision boundary is where bridges are dual, and the tie regions; the rest of the curve
 * bends away from it.
 *
 * O(p^3) for p units, and the hull of their O(p^2) upper vertices.
 *
 * @param options.mode `paper` when left out
 * @throws {InputError} for a network of other than two inputs, as `checkTwoLayers`, or as `labelledSubdivision`.
 */
export function decisionSubdivision<T>(
  numbers: Numbers<T>,
  network: TwoLayers<T>,
  { mode = 'paper' }: { readonly mode?: DecisionMode } = {},
): DecisionSubdivision<T> {
  const { inputs, rows, weights, bases, sigma, unit } = classFunctions(numbers, network, mode);
  checkInputs(inputs, 2);
  const points = weights.map((own, i) => {
    const generators = rows.map(([x, y, z], j): Point3<bigint> => [own[j]! * x!, own[j]! * y!, own[j]! * z!]);
    return upperVertices(integerZonotope3d(generators, bases[i] as unknown as Point3<bigint>));
  });
  const { whole, labelled } = labelledSubdivision(numbers, unit, points);
  const parallel = unitsByLine(rows);
  const neurons = whole.edges.map(({ ends: [a, b] }, k) => {
    const line = labelled.bridges[k] ? undefined : lineOf(minus(integers, whole.vertices[b]!, whole.vertices[a]!));
    return line === undefined ? [] : (parallel.get(line) ?? []);
  });
  const over = numbers.over(unit);
  return { ...labelled, neurons, mode, sigma: [over(sigma[0]!), over(sigma[1]!)] };
}

/** The hidden units by the lines on which they switch. */
function unitsByLine(rows: readonly (readonly bigint[])[]): Map<string, number[]> {
  const units = new Map<string, number[]>();
  rows.forEach((row, j) => {
    const line = lineOf(row);
    if (!units.has(line)) units.set(line, []);
    units.get(line)!.push(j);
  });
  return units;
}

/** What parallel vectors, of either direction, have in common. */
function lineOf(vector: readonly bigint[]): string {
  const sign = (vector.find((x) => x !== 0n) ?? 1n) < 0n ? -1n : 1n;
  const divisor = sign * vector.reduce(gcd, 0n);
  return vector.map((x) => (divisor === 0n ? 0n : x / divisor)).join();
}

/** The vertices of faces that are seen from above; all of a flat one. */
function upperVertices({ dimension, vertices, faces }: Polyhedron<bigint>): readonly Point3<bigint>[] {
  if (dimension < 3) return vertices;
  const seen = vertices.map(dropAxis<bigint>(2));
  const upper = faces.filter(([a, b, c]) => integers.turn(seen[a!]!, seen[b!]!, seen[c!]!) > 0);
  return [...new Set(upper.flat())].map((vertex) => vertices[vertex]!);
}
