import { twoLayersOf, type DenseLayers, type TwoLayers } from '@tombola/geometry';

/** A network with one hidden layer; undefined for a deeper one, which has slices but no decision polygon. */
export function oneHiddenLayer(network: DenseLayers): TwoLayers | undefined {
  return network.layers.length === 2 ? twoLayersOf(network) : undefined;
}
