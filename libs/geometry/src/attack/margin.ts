import type { Vector } from '../numbers/vector';
import type { Layer } from '../network/two-layers';

/** Dense layers, with ReLU or leaky ReLU between them, checked. */
export interface Checked {
  readonly layers: readonly Required<Layer>[];
  readonly slope: number;
}

/** By how much a network prefers a class to all others, and how that changes with the input. */
export interface Margin {
  /** f_target - the highest of the others. */
  readonly value: number;
  /** Its gradient: exact inside a linear region. */
  readonly gradient: Float64Array;
}

/** The margin of a class at an input. */
export function marginAt({ layers, slope }: Checked, x: ArrayLike<number>, target: number): Margin {
  const values: Float64Array[] = [];
  let input: ArrayLike<number> = x;
  layers.forEach((layer, l) => {
    const z = affine(layer, input);
    values.push(z);
    input = l + 1 < layers.length ? z.map((each) => (each > 0 ? each : slope * each)) : z;
  });
  const outputs = values.at(-1)!;
  const other = outputs.reduce((best, value, k) => {
    if (k === target) return best;
    return best < 0 || value > outputs[best]! ? k : best;
  }, -1);
  let gradient = new Float64Array(outputs.length);
  [gradient[target], gradient[other]] = [1, -1];
  for (let l = layers.length - 1; l >= 0; l--) {
    if (l + 1 < layers.length) gradient = gradient.map((g, j) => (values[l]![j]! > 0 ? g : slope * g));
    gradient = transposed(layers[l]!.weights, gradient);
  }
  return { value: outputs[target]! - outputs[other]!, gradient };
}

/** W x + b */
export function affine({ weights, bias }: Required<Layer>, x: ArrayLike<number>): Float64Array {
  return Float64Array.from(weights, (row, j) => {
    let sum = bias[j]!;
    for (let i = 0; i < row.length; i++) sum += row[i]! * x[i]!;
    return sum;
  });
}

/** Wᵀ y */
export function transposed(weights: readonly Vector[], y: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(weights[0]!.length);
  weights.forEach((row, j) => {
    for (let i = 0; i < row.length; i++) sums[i]! += row[i]! * y[j]!;
  });
  return sums;
}
