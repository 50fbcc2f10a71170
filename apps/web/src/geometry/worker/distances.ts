import {
  decisionDistances,
  decisionPolygon,
  floats,
  nullBand,
  nullDistances,
  polygonDistances,
  type DecisionMode,
  type DecisionPolygon,
  type DenseLayers,
  type NullBand,
  type PolygonDistances,
} from '@tombola/geometry';
import { oneHiddenLayer } from './network';

export interface DistancesQuestion {
  readonly mode: DecisionMode;
  /** For each seed its dense network, and all of its networks by name. */
  readonly seeds: readonly {
    readonly dense: DenseLayers;
    readonly networks: readonly { readonly key: string; readonly network: DenseLayers }[];
  }[];
}

/** What a network has kept of the dense one of its seed. */
export interface Kept extends PolygonDistances {
  /** Rays of its decision boundary. */
  readonly bridges: number;
}

export interface Distances {
  readonly networks: readonly (Kept & { readonly key: string })[];
  /** What distances are between dense networks of different seeds; null for one seed alone. */
  readonly band: Readonly<Record<keyof PolygonDistances, NullBand>> | null;
}

/** Null for networks with several hidden layers. */
export function distances({ mode, seeds }: DistancesQuestion): Distances | null {
  if (seeds.some(({ dense }) => oneHiddenLayer(dense) === undefined)) return null;
  const polygonOf = (network: DenseLayers) => decisionPolygon(floats, oneHiddenLayer(network)!, { mode });
  const between = (a: DecisionPolygon, b: DecisionPolygon) => polygonDistances(decisionDistances(a, b));
  const dense = seeds.map((seed) => polygonOf(seed.dense));
  return {
    networks: seeds.flatMap(({ networks }, s) =>
      networks.map(({ key, network }) => {
        const polygon = polygonOf(network);
        return { key, ...between(dense[s]!, polygon), bridges: polygon.edges.filter(({ bridge }) => bridge).length };
      }),
    ),
    band: dense.length < 2 ? null : bandOf(dense, between),
  };
}

function bandOf(
  dense: readonly DecisionPolygon[],
  between: (a: DecisionPolygon, b: DecisionPolygon) => PolygonDistances,
): NonNullable<Distances['band']> {
  const pairs: PolygonDistances[] = [];
  nullDistances(dense, (a, b) => pairs.push(between(a, b)));
  return {
    orientation: nullBand(pairs.map(({ orientation }) => orientation)),
    hausdorff: nullBand(pairs.map(({ hausdorff }) => hausdorff)),
    rays: nullBand(pairs.map(({ rays }) => rays)),
  };
}
