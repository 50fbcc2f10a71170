/** Whether less of it is better: losses, errors, iterations until something is reached, what the order of examples decides. */
export function isLowerBetter(metric: string): boolean {
  return /(loss|error|iteration|seconds|instability|disagreement)/i.test(metric);
}

/** Those that every pruned training has, in the order in which they are offered; a method's own come after them. */
export const commonMetrics = [
  'testAccuracyAtEarlyStop',
  'testAccuracyAtEnd',
  'validationAccuracyAtEarlyStop',
  'validationAccuracyAtEnd',
  'testLossAtEarlyStop',
  'testLossAtEnd',
  'validationLossAtEarlyStop',
  'trainLossAtEnd',
  'earlyStopIteration',
] as const;
