import { integers } from '../numbers/integers';
import type { Numbers } from '../numbers/numbers';
import { gcd } from '../numbers/rational';
import { plus, times, zeros } from '../numbers/vector';
import { checkTwoLayers, type TwoLayers } from './two-layers';

/**
 * How weights become those of convex functions. `paper`: as in Alfarra et al., each class gets its own positive weights and the negative
 * ones of the others. `reduced`: from these, whatever all classes have in common is taken away, which leaves the smallest polytope of
 * the same decisions.
 */
export type DecisionMode = 'paper' | 'reduced';

/**
 * The network as one convex function a class, g_i(x) = <base_i, (x, 1)> + sum_j weights[i][j] max(<rows[j], (x, 1)>, 0) with weights
 * of at least 0. g_i - g_k is f_i - f_k, so the highest decides, and the maximum of all is the function R of Alfarra et al. but for the
 * linear part <sigma, x>. In integers: rows times `rowUnit`, weights times `unit / rowUnit`, base and sigma times `unit`.
 */
export interface ClassFunctions {
  readonly inputs: number;
  readonly rows: readonly (readonly bigint[])[];
  readonly weights: readonly (readonly bigint[])[];
  readonly bases: readonly (readonly bigint[])[];
  /** Zero in reduced mode. */
  readonly sigma: readonly bigint[];
  readonly unit: bigint;
}

/**
 * Alfarra et al., arXiv 2002.08838, theorem 2 and corollary 1: with s and t the weights of two classes,
 * s_j = B⁺(1,j) + B⁻(2,j) and t_j = B⁺(2,j) + B⁻(1,j). For any number of classes, w_ij = B(i,j) + sum over k of B⁻(k,j); reduced
 * w_ij = B(i,j) - min over k of B(k,j). Leaky ReLU of slope e is e u + (1 - e) max(u, 0): its first part, like the direct one, moves the
 * zonotope of its class.
 *
 * @throws {InputError} as `checkTwoLayers`.
 */
export function classFunctions<T>(numbers: Numbers<T>, network: TwoLayers<T>, mode: DecisionMode): ClassFunctions {
  const { inputs, hidden, output, slope, direct } = checkTwoLayers(numbers, network);
  const rowUnit = numbers.commonDenominator([...hidden.weights.flat(), ...hidden.bias]);
  const slopeUnit = numbers.commonDenominator([slope]);
  const outputUnit = numbers.commonDenominator(output.weights.flat());
  // The biases of the output, and what it has directly, are added to products of the others: these get the digits that they lack.
  const added = numbers.commonDenominator([...output.bias, ...direct.flat()]);
  const [unit, refine] = refined(rowUnit * outputUnit * slopeUnit, added);

  const [timesRow, timesOutput] = [numbers.times(rowUnit), numbers.times(outputUnit)];
  const rows = hidden.weights.map((row, j) => [...row, hidden.bias[j]!].map(timesRow));
  const straight = numbers.times(slopeUnit)(slope) * refine;
  const bent = slopeUnit * refine - straight;
  const b = output.weights.map((row) => row.map(timesOutput));
  const common = rows.map((_, j) => {
    const column = b.map((row) => row[j]!);
    return mode === 'paper' ? sum(column.map((x) => (x < 0n ? -x : 0n))) : -column.reduce((a, x) => (x < a ? x : a));
  });
  return {
    inputs,
    rows,
    weights: b.map((row) => row.map((x, j) => bent * (x + common[j]!))),
    bases: b.map((row, i) => {
      const own = [...direct[i]!, output.bias[i]!].map(numbers.times(unit));
      if (straight === 0n) return own;
      return row.reduce((base, x, j) => plus(integers, base, times(integers, straight * x, rows[j]!)), own);
    }),
    sigma: mode === 'paper' ? shift(rows, b, bent, inputs) : zeros(integers, inputs),
    unit,
  };
}

/** sigma = sum_j (sum_k |B(k,j)|) A⁻(j,:), the same for all classes. */
function shift(rows: readonly bigint[][], b: readonly bigint[][], factor: bigint, inputs: number): bigint[] {
  const sigma = zeros(integers, inputs);
  rows.forEach((row, j) => {
    const size = factor * sum(b.map((other) => (other[j]! < 0n ? -other[j]! : other[j]!)));
    for (let axis = 0; axis < inputs; axis++) if (row[axis]! < 0n) sigma[axis]! -= size * row[axis]!;
  });
  return sigma;
}

/** The least multiple of a unit that another divides, and how many times it is. */
function refined(unit: bigint, other: bigint): [refined: bigint, times: bigint] {
  const factor = other / gcd(unit, other);
  return [unit * factor, factor];
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
