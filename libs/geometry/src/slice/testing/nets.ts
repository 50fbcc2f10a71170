import type { RandomStream } from '@tombola/shared';
import type { Layer } from '../../network/two-layers';
import { denseNetwork } from '../dense-network';
import type { PiecewiseLinearNetwork } from '../network';
import type { Slice } from '../result/complex';

/** Dense layers with ReLU between them. */
export function layered(layers: readonly Layer[]): PiecewiseLinearNetwork {
  return denseNetwork({ layers });
}

/** Dense layers with weights and biases as PyTorch draws them: uniform in +-1 / sqrt(inputs) (Kaiming-uniform with a = sqrt 5). */
export function kaimingNetwork(widths: readonly number[], stream: RandomStream): PiecewiseLinearNetwork {
  const layers = widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    const draw = () => Math.fround((2 * stream.uniform() - 1) / Math.sqrt(inputs));
    return {
      weights: Array.from({ length: outputs }, () => Array.from({ length: inputs }, draw)),
      bias: Array.from({ length: outputs }, draw),
    };
  });
  return layered(layers);
}

/** `count` random numbers in +-1. */
export function draws(stream: RandomStream, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => 2 * stream.uniform() - 1);
}

/** What a network makes of some inputs, one unit at a time. Dense layers and ReLU only. */
export function outputsAt({ nodes }: PiecewiseLinearNetwork, inputs: readonly number[]): number[] {
  let values = [...inputs];
  for (const node of nodes) {
    if (node.op === 'relu') values = values.map((value) => Math.max(0, value));
    if (node.op !== 'dense') continue;
    values = Array.from({ length: node.units }, (_, i) =>
      values.reduce((sum, value, j) => sum + node.weights[i * values.length + j]! * value, node.bias?.[i] ?? 0),
    );
  }
  return values;
}

/** Corners of a polygon of a slice. */
export function cornersOf(slice: Slice, polygons: Slice['cells'], i: number): [number, number][] {
  return Array.from(polygons.vertices.subarray(polygons.start[i], polygons.start[i + 1]), (vertex) => [
    slice.vertices[2 * vertex]!,
    slice.vertices[2 * vertex + 1]!,
  ]);
}

export function areaOf(corners: readonly (readonly [number, number])[]): number {
  const cross = corners.map(([x, y], i) => {
    const [u, v] = corners[(i + 1) % corners.length]!;
    return x * v - u * y;
  });
  return cross.reduce((sum, value) => sum + value, 0) / 2;
}

/** The mean of the corners: inside, as polygons are convex. */
export function middleOf(corners: readonly (readonly [number, number])[]): [number, number] {
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return [mean(0), mean(1)];
}

/** The segments of the decision boundary, sorted, the ends of each in order. */
export function segmentsOf({ boundary, edges, vertices }: Slice): number[][] {
  const at = (vertex: number) => [vertices[2 * vertex]! + 0, vertices[2 * vertex + 1]! + 0];
  const segments = Array.from(boundary.edges, (edge) => {
    return [at(edges.vertices[2 * edge]!), at(edges.vertices[2 * edge + 1]!)].sort(byNumbers).flat();
  });
  return segments.sort(byNumbers);
}

function byNumbers(one: readonly number[], other: readonly number[]): number {
  const i = one.findIndex((value, k) => value !== other[k]);
  return i < 0 ? 0 : one[i]! - other[i]!;
}
