/** Whether less of it is better: losses, errors, iterations until something is reached. */
export function isLowerBetter(metric: string): boolean {
  return /(loss|error|iteration|seconds)/i.test(metric);
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
