/** Steps between which a penalty comes to its full weight. */
export interface Warmup {
  /** Steps before which it weighs nothing. */
  readonly begin: number;
  /** Step from which it weighs all; `begin` or earlier is at once. */
  readonly end: number;
}

/**
 * The share of its weight that a penalty has in a step: 0 up to `begin`, 1 from `end` on, a straight line between. Without it
 * a penalty prunes before there is anything to tell weights apart (Molchanov et al., ICML 2017, section 5; Gale et al.
 * 2019, section 3).
 */
export function warmedUp(step: number, { begin, end }: Warmup): number {
  if (step < begin) return 0;
  return step >= end ? 1 : (step - begin) / (end - begin);
}
