import type { Vector } from '../numbers/vector';

/**
 * Sums over the ordered pairs i ≠ k of the outputs of a unit, of its weights w_ik = B⁺(i) + B⁻(k), without going through the pairs.
 * A single output f stands for the classes f and 0.
 */
export interface PairSums {
  /** Pairs that a weight to one output is part of. */
  readonly others: number;
  /** Sums of the weights B⁺ and B⁻. */
  readonly positive: number;
  readonly negative: number;
}

export function pairSums(out: Vector): PairSums {
  let [positive, negative] = [0, 0];
  for (const weight of out) {
    if (weight > 0) positive += weight;
    else negative -= weight;
  }
  return { others: Math.max(1, out.length - 1), positive, negative };
}

/** sum of w_ik */
export function sumOfWeights({ others, positive, negative }: PairSums): number {
  return others * (positive + negative);
}

/** sum of v_ik w_ik, for weights of the same signs: no output has a positive one in `first` and a negative one in `second`. */
export function sumOfProducts(first: Vector, second: Vector): number {
  const [a, b] = [pairSums(first), pairSums(second)];
  return a.others * product(first, second) + a.positive * b.negative + a.negative * b.positive;
}

/** The product of two vectors of floats; the ring's `dot`, which is of any numbers, costs several times as much. */
export function product(first: Vector, second: Vector): number {
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += first[i]! * second[i]!;
  return sum;
}
