import { decisionPolygon, floats, type DecisionMode, type DenseLayers } from '@tombola/geometry';
import { oneHiddenLayer } from './network';

/** A decision polygon as small as can be. */
export interface Outline {
  readonly vertices: readonly (readonly [number, number])[];
  /** Edges, each from the vertex of its number on, that are dual to the decision boundary. */
  readonly bridges: readonly number[];
  /** Vertices on whose cones classes tie. */
  readonly ties: readonly number[];
}

/** Null for a network with several hidden layers. */
export function outline({
  network,
  mode,
}: {
  readonly network: DenseLayers;
  readonly mode: DecisionMode;
}): Outline | null {
  const two = oneHiddenLayer(network);
  if (two === undefined) return null;
  const { vertices, edges, classes } = decisionPolygon(floats, two, { mode });
  return {
    vertices,
    bridges: edges.flatMap(({ bridge }, edge) => (bridge ? [edge] : [])),
    ties: classes.flatMap((own, vertex) => (own.length > 1 ? [vertex] : [])),
  };
}
