/** A gradual schedule of sparsity. */
export interface CubicSchedule {
  /** Sparsity that it ends with, 0 to 1. */
  readonly final: number;
  /** Sparsity that it starts with; 0 when left out. */
  readonly initial?: number;
  /** Step at which it starts. */
  readonly begin: number;
  /** Step at which it has reached the final sparsity. */
  readonly end: number;
  /** 3 when left out, as in the paper and in TensorFlow's pruning. */
  readonly exponent?: number;
}

/**
 * The sparsity at a step of gradual magnitude pruning: s_f + (s_i - s_f)(1 - (t - t_0) / (n dt))^3 (Zhu and Gupta 2017,
 * equation 1). It falls off towards the end: most is pruned while there is most to spare.
 *
 * The paper defines it from `begin` to `end` only. Nothing is pruned before, so it is 0 there, and it stays final after.
 * How often the mask follows it (dt) is for the method to say.
 *
 * @param step any number, of the unit of `begin` and `end`
 */
export function cubic(step: number, { final, initial = 0, begin, end, exponent = 3 }: CubicSchedule): number {
  if (step < begin) return 0;
  if (step >= end) return final;
  return final + (initial - final) * (1 - (step - begin) / (end - begin)) ** exponent;
}
