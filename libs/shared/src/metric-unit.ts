import type { Unit } from './contracts/figure';

/** What a metric's number is, by the words of its name: accuracies and shares are fractions, iterations are counted. */
export function metricUnit(name: string): Unit {
  if (/accuracy|share|agreement/i.test(name)) return 'percent';
  return /iteration|steps?$|count/i.test(name) ? 'count' : 'number';
}
