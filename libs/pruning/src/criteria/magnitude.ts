import type { Parameters } from '@tombola/nn';
import type { Scores } from './scores';

/** Magnitude of the trained weights: |w| (Han et al. 2015; Frankle and Carbin 2019, section 2). */
export function magnitude(trained: Parameters, names: readonly string[]): Scores {
  return Object.fromEntries(names.map((name) => [name, trained[name]!.data.map(Math.abs)]));
}
