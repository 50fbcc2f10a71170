import { independentAxes } from '../linear/independent-axes';
import { inCone } from '../linear/in-cone';
import type { Numbers } from '../numbers/numbers';
import { zeros, type Vector } from '../numbers/vector';
import { generatorLines, type GeneratorLines } from './generator-lines';
import { scaled } from './scaled';

/** A vertex of a zonotope. */
export interface ZonotopeVertex<T = number> {
  readonly point: Vector<T>;
  /** One byte a generator: 1 when the vertex has it in its sum. Zero generators never are. */
  readonly generators: Uint8Array;
}

/**
 * All vertices of the zonotope start + sum of [0, g] in any dimension, one after the other, by reverse search (Avis and Fukuda 1996):
 * vertices are the cells of the arrangement of the hyperplanes orthogonal to the generators, and every cell but the first is reached
 * from exactly one neighbour, so that nothing needs to be remembered, O(n d) memory. Each step costs up to n linear programs.
 * Exact: floats give the vertices of the zonotope of exactly these floats.
 *
 * n directions of rank d have at most 2 sum over i < d of C(n - 1, i) vertices. In the plane and in space `zonogon` and `zonotope3d`
 * are faster.
 *
 * @throws {InputError} for vectors of different lengths, or a coordinate that is NaN or infinite.
 */
export function* zonotopeVertices<T>(
  numbers: Numbers<T>,
  generators: readonly Vector<T>[],
  start: Vector<T> = zeros(numbers, generators[0]?.length ?? 0),
): Generator<ZonotopeVertex<T>> {
  const { vectors, back } = scaled(numbers, [start, ...generators], 'a generator');
  const lines = generatorLines(vectors.slice(1), vectors[0]!);
  for (const signs of cells(inRank(lines.vectors, start.length))) {
    const point = [...lines.start];
    lines.vectors.forEach((vector, k) => {
      if (signs[k]! > 0) vector.forEach((x, axis) => (point[axis]! += x));
    });
    yield { point: back(point), generators: generatorsOf(lines, signs) };
  }
}

function inRank(vectors: GeneratorLines['vectors'], dimension: number): bigint[][] {
  const axes = independentAxes(vectors, dimension);
  return vectors.map((vector) => axes.map((axis) => vector[axis]!));
}

function generatorsOf({ members, flipped }: GeneratorLines, signs: Int8Array): Uint8Array {
  const on = new Uint8Array(flipped.length);
  members.forEach((line, k) => {
    for (const i of line) on[i] = signs[k]! > 0 === (flipped[i] === 0) ? 1 : 0;
  });
  return on;
}

/**
 * The sign vectors of the cells of the hyperplanes orthogonal to vectors whose first coordinate that is not 0 is positive: so all
 * signs positive is a cell, the root. The parent of a cell is its neighbour beyond the first of its walls that part it from the root.
 * The array that is yielded changes afterwards.
 */
function* cells(vectors: readonly bigint[][]): Generator<Int8Array> {
  const signs = new Int8Array(vectors.length).fill(1);
  const isWall = (i: number) => {
    const seen = vectors.map((vector, k) => (signs[k]! > 0 ? vector : vector.map((x) => -x)));
    return !inCone(
      seen[i]!,
      seen.filter((_, k) => k !== i),
    );
  };
  const parentWall = () => signs.findIndex((sign, i) => sign < 0 && isWall(i));
  /** Goes to the neighbour beyond wall i if it is a child of this cell; otherwise stays. */
  const descend = (i: number) => {
    if (signs[i]! < 0 || !isWall(i)) return false;
    signs[i] = -1;
    if (parentWall() === i) return true;
    signs[i] = 1;
    return false;
  };
  const path: number[] = [];
  let next = 0;
  yield signs;
  for (;;) {
    while (next < signs.length && !descend(next)) next++;
    if (next < signs.length) {
      path.push(next);
      yield signs;
      next = 0;
    } else {
      const wall = path.pop();
      if (wall === undefined) return;
      signs[wall] = 1;
      next = wall + 1;
    }
  }
}
