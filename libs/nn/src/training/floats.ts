import type { Tensor } from '@tombola/engine';

/** Results of a program, all of them float32. */
export function floats(results: Readonly<Record<string, Tensor>>): Record<string, Tensor<'float32'>> {
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, float(result)]));
}

/** One result, float32. */
export function float(result: Tensor): Tensor<'float32'> {
  if (isFloat(result)) return result;
  throw new TypeError(`a program gave ${result.dtype} where float32 was due`);
}

function isFloat(result: Tensor): result is Tensor<'float32'> {
  return result.dtype === 'float32';
}
