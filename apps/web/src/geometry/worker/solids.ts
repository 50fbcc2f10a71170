import { floats, liftedZonotopes, type DecisionMode, type DenseLayers } from '@tombola/geometry';
import { oneHiddenLayer } from './network';

/** A polytope of space; faces are corners, counter-clockwise from outside. */
export interface Solid {
  readonly vertices: readonly (readonly [number, number, number])[];
  readonly faces: readonly (readonly number[])[];
}

/** The lifted zonotope of every class; none of a network with several hidden layers. */
export function solids({
  network,
  mode,
}: {
  readonly network: DenseLayers;
  readonly mode: DecisionMode;
}): readonly Solid[] {
  const two = oneHiddenLayer(network);
  if (two === undefined) return [];
  return liftedZonotopes(floats, two, { mode }).map(({ vertices, faces }) => ({ vertices, faces }));
}
