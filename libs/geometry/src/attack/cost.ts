import type { Vector } from '../numbers/vector';
import { affine, transposed, type Checked } from './margin';

/** A eta: by how much each preactivation moves. */
export function movesOf(weights: readonly Vector[], x: Vector, point: ArrayLike<number>): Float64Array {
  return affine(
    { weights, bias: weights.map(() => 0) },
    Float64Array.from(x, (each, i) => point[i]! - each),
  );
}

/** sum over k of B(k,j)²: what a generator's movement is worth, of each unit; 1 where there is no layer after the first. */
export function worthOf({ layers }: Checked): number[] {
  const [first, second] = layers;
  return first!.weights.map((_, j) => second?.weights.reduce((sum, row) => sum + row[j]! ** 2, 0) ?? 1);
}

/** The cost of moving the input so, with the best weights that no bound cuts off: |eta|² + 1/2 sum of B² (A eta)² / |x|². */
export function costOf(checked: Checked, x: Vector, point: ArrayLike<number>): number {
  const squares = x.reduce((sum, each) => sum + each * each, 0);
  const worths = worthOf(checked);
  const moves = movesOf(checked.layers[0]!.weights, x, point);
  const ofWeights = moves.reduce((sum, by, j) => sum + (worths[j]! * by * by) / 2, 0) / squares;
  return x.reduce((sum, each, i) => sum + (point[i]! - each) ** 2, 0) + ofWeights;
}

/** The gradient of `costOf` with respect to the point. */
export function costGradient(checked: Checked, x: Vector, point: ArrayLike<number>): Float64Array {
  const squares = x.reduce((sum, each) => sum + each * each, 0);
  const { weights } = checked.layers[0]!;
  const worths = worthOf(checked);
  const scaled = movesOf(weights, x, point).map((by, j) => (worths[j]! * by) / squares);
  return transposed(weights, scaled).map((each, i) => each + 2 * (point[i]! - x[i]!));
}
