import { InputError } from '@tombola/shared';
import { checkRange } from '../numbers/check-range';
import { integers } from '../numbers/integers';
import type { Numbers } from '../numbers/numbers';
import type { Point } from '../numbers/ring';
import { directions, edgesOf, type Directions } from '../polytope/directions';
import type { Polygon } from '../polytope/polygon';
import { classFunctions, type ClassFunctions, type DecisionMode } from './class-functions';
import { upperEnvelope } from './envelope';
import type { TwoLayers } from './two-layers';

/** An edge of a decision polygon: the dual of a ray where the maximum of the classes' functions bends. */
export interface DecisionEdge<T = number> {
  /** The outer normal, as long as the edge: the direction of the ray. */
  readonly normal: Point<T>;
  /** Whether no class is highest on both sides: then the ray is a piece of the decision boundary. */
  readonly bridge: boolean;
  /** The hidden units that switch on the ray, of those that matter on one of its sides. */
  readonly neurons: readonly number[];
}

/** The polygon delta(R) of a network with two inputs and one hidden layer, its biases left out. */
export interface DecisionPolygon<T = number> {
  readonly mode: DecisionMode;
  /** The vertices without the shift sigma, counter-clockwise. */
  readonly vertices: Polygon<T>;
  /** The classes, from 0, that are highest where a vertex is: more than one are a tie, on a whole cone. */
  readonly classes: readonly (readonly number[])[];
  /** Edge k is from vertex k to k + 1. A segment has two, a point none. */
  readonly edges: readonly DecisionEdge<T>[];
  /** What Alfarra et al. add to all vertices: it changes neither shape nor decisions. */
  readonly sigma: Point<T>;
}

/**
 * delta(R) of Alfarra et al., arXiv 2002.08838, theorem 2: the hull of one zonogon a class, of generators w_ij a_j. R is its support
 * function (but for <sigma, x>), so going once around the directions gives it in O(p log p) for p units: between two directions
 * where a unit switches, each class has one vertex, and the classes take turns as the highest. Exact in integers, rounded once in
 * floats: what coincides does, and ties are ties.
 *
 * Biases are left out. With them this is still the outline of `decisionSubdivision`, and its classes are those far from the origin in
 * all but the directions of its rays.
 *
 * @param options.mode `paper` when left out
 * @throws {InputError} for a network of other than two inputs, as `checkTwoLayers`, and for floats whose polygon is larger than 1e150.
 */
export function decisionPolygon<T>(
  numbers: Numbers<T>,
  network: TwoLayers<T>,
  { mode = 'paper' }: { readonly mode?: DecisionMode } = {},
): DecisionPolygon<T> {
  const functions = classFunctions(numbers, network, mode);
  checkInputs(functions.inputs, 2);
  const over = numbers.over(functions.unit);
  const back = ([x, y]: Point<bigint>): Point<T> => [over(x), over(y)];
  const { turns, lines } = turnsOf(functions);
  const matters = (j: number, classes: readonly number[]) => classes.some((i) => (functions.weights[i]![j] ?? 0n) > 0n);
  const vertices = turns.map(({ vertex }) => back(vertex));
  const sigma = back(functions.sigma as unknown as Point<bigint>);
  for (const point of [...vertices, sigma]) checkRange(numbers, point, 'a coordinate of a decision polygon');
  const edges = turns.map(({ vertex, classes }, k): DecisionEdge<T> => {
    const next = turns[(k + 1) % turns.length]!;
    return {
      normal: back([next.vertex[1] - vertex[1], vertex[0] - next.vertex[0]]),
      bridge: !classes.some((i) => next.classes.includes(i)),
      neurons: unitsOf(lines, next.line, (j) => matters(j, classes) || matters(j, next.classes)),
    };
  });
  return {
    mode,
    vertices,
    classes: turns.map(({ classes }) => classes),
    edges: turns.length < 2 ? [] : edges,
    sigma,
  };
}

/** The directions of the decision boundary's rays: those of the bridges. Tie cones belong to it too. */
export function decisionRays<T>({ edges }: DecisionPolygon<T>): Point<T>[] {
  return edges.filter(({ bridge }) => bridge).map(({ normal }) => normal);
}

/** @throws {InputError} unless a network has so many inputs. */
export function checkInputs(inputs: number, expected: number): void {
  if (inputs === expected) return;
  throw new InputError({
    what: 'the network has the wrong number of inputs',
    value: inputs,
    expected: `${expected}`,
    mend: 'Restrict it to a plane of its inputs.',
  });
}

/** A vertex that is the highest for a while as directions go round. */
interface Turn {
  readonly vertex: Point<bigint>;
  readonly classes: readonly number[];
  /** The line of units that switch in the direction in which its turn begins, if there is one. */
  readonly line: number | undefined;
}

/** The turns of the vertices, once around, and the lines on which units switch. */
function turnsOf({ rows, weights, bases }: ClassFunctions): {
  readonly turns: readonly Turn[];
  readonly lines: Directions;
} {
  const vectors = rows.map(([x, y], j): Point<bigint> => (weights.some((own) => own[j] !== 0n) ? [x!, y!] : [0n, 0n]));
  // Without weight the axes part no turns, but no interval between directions is longer than a right angle then.
  const used: Point<bigint>[] = [...vectors, [1n, 0n], [0n, 1n]];
  const sorted = directions(integers, used);
  const { count, order, starts, flipped } = sorted;
  const weighted = weights.map((own) => used.map((vector, j) => scale(own[j] ?? 0n, vector)));
  const steps = weighted.map((generators) => edgesOf(integers, generators, sorted));
  const at = bases.map(([x, y], i) => weighted[i]!.filter((_, j) => flipped[j]).reduce(plus, [x!, y!]));
  /** The direction in which line r switches: its upright vector turned clockwise; the second time round the opposite. */
  const crossing = (r: number): Point<bigint> => {
    const first = order[starts[r % count]!]!;
    const [x, y] = used[first]!;
    const firstTime = r % (2 * count) < count;
    return firstTime === (flipped[first] === 0) ? [y, -x] : [-y, x];
  };
  const turns: Turn[] = [];
  let values: bigint[] | undefined;
  for (let r = 0; r < 2 * count; r++) {
    const line = r % count;
    for (let i = 0; i < at.length; i++) at[i] = (r < count ? plus : minus)(at[i]!, steps[i]![line]!);
    const from = values ?? at.map((vertex) => dot(vertex, crossing(r)));
    const end = crossing(r + 1);
    values = at.map((vertex) => dot(vertex, end));
    let begins: number | undefined = line;
    for (const highest of upperEnvelope(from, values)) {
      const vertex = at[highest]!;
      const last = turns[turns.length - 1];
      if (last === undefined || !same(last.vertex, vertex)) {
        turns.push({ vertex, classes: indicesOf(at, (other) => same(other, vertex)), line: begins });
      }
      begins = undefined;
    }
  }
  const [first, last] = [turns[0]!, turns[turns.length - 1]!];
  const closed = turns.length > 1 && same(first.vertex, last.vertex);
  return { turns: closed ? [last, ...turns.slice(1, -1)] : turns, lines: sorted };
}

function unitsOf({ order, starts }: Directions, line: number | undefined, holds: (unit: number) => boolean): number[] {
  const units: number[] = [];
  if (line === undefined) return units;
  for (let place = starts[line]!; place < starts[line + 1]!; place++)
    if (holds(order[place]!)) units.push(order[place]!);
  return units;
}

function indicesOf<T>(items: readonly T[], holds: (item: T) => boolean): number[] {
  const indices: number[] = [];
  for (let i = 0; i < items.length; i++) if (holds(items[i]!)) indices.push(i);
  return indices;
}

function plus(a: Point<bigint>, b: Point<bigint>): Point<bigint> {
  return [a[0] + b[0], a[1] + b[1]];
}

function minus(a: Point<bigint>, b: Point<bigint>): Point<bigint> {
  return [a[0] - b[0], a[1] - b[1]];
}

function scale(factor: bigint, [x, y]: Point<bigint>): Point<bigint> {
  return [factor * x, factor * y];
}

function dot(a: Point<bigint>, b: Point<bigint>): bigint {
  return a[0] * b[0] + a[1] * b[1];
}

function same(a: Point<bigint>, b: Point<bigint>): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
