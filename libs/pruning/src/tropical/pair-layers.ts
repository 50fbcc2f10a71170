import type { DensePair } from './dense-pairs';

/** The names of the weights of all layers in the pairs, each once. */
export function pairLayers(pairs: readonly DensePair[]): string[] {
  const names = pairs.flatMap(({ hidden, output }) => [`${hidden.name}/weights`, `${output.name}/weights`]);
  return [...new Set(names)];
}
