import type { Parameters } from '@tombola/nn';
import type { Scores } from './scores';

const { abs } = Math;

/** Magnitude of the trained weights: |w| (Han et al. 2015; Frankle and Carbin 2019, section 2). */
export function magnitude(trained: Parameters, names: readonly string[]): Scores {
  return Object.fromEntries(names.map((name) => [name, magnitudes(trained[name]!.data)]));
}

function magnitudes(weights: Float32Array): Float32Array {
  const values = new Float32Array(weights.length);
  for (let i = 0; i < values.length; i++) values[i] = abs(weights[i]!);
  return values;
}
