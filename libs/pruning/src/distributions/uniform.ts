import type { PrunableLayer } from './prunable-layer';

/**
 * The same density everywhere. Evci et al. (2020, section 3) keep the first layer dense, which `distribute` does unless told
 * otherwise, and do not make up for it elsewhere: the network is then a little denser than 1 - S.
 */
export function uniformDensities(layers: readonly PrunableLayer[], sparsity: number): number[] {
  return layers.map(() => 1 - sparsity);
}
