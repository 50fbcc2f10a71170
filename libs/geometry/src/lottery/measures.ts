import { decisionDistances, type DecisionDistances } from '../distance/decision-distances';
import type { DecisionMode } from '../network/class-functions';
import { decisionPolygon, decisionRays, type DecisionPolygon } from '../network/decision-polygon';
import type { DenseLayers } from '../network/dense-layers';
import { twoLayersOf } from '../network/two-layers-of';
import { floats } from '../numbers/floats';
import { area, perimeter } from '../polytope/polygon';
import { denseNetwork } from '../slice/dense-network';
import type { Box } from '../slice/plane';
import type { Counts } from '../slice/result/counts';
import { sliceNetworkNow } from '../slice/slice';
import { layersOfRecord, type WeightsRecord } from './weights-record';

export interface LotteryOptions {
  /** How polygons are made; `decisionPolygon` says the difference. @default 'paper' */
  readonly mode?: DecisionMode;
  /** [left, bottom, right, top] of the inputs, where linear regions are counted. @default [-3, -3, 3, 3] */
  readonly box?: Box;
}

/** Around standardised points: three standard deviations. */
export const LOTTERY_BOX: Box = [-3, -3, 3, 3];

/** What a network with two inputs and one hidden layer looks like. */
export interface NetworkMeasures {
  /** delta(R): by the weights alone, without biases and without its shift. */
  readonly polygon: DecisionPolygon;
  /** Edges of the polygon that are dual to rays of the decision boundary; 0 when one class wins everywhere, or all tie. */
  readonly bridges: number;
  /** Vertices of the polygon. */
  readonly vertices: number;
  readonly area: number;
  readonly perimeter: number;
  /** Linear regions inside the box, biases included. */
  readonly regions: Counts;
}

/** The same of a pruned network, and how far its polygon is from that of the dense one. */
export interface LotteryMeasures extends NetworkMeasures {
  readonly distances: DecisionDistances;
}

/**
 * What is left of a dense trained network's geometry after pruning and training. The claim of Alfarra et al. (arXiv 2002.08838,
 * lottery section) is that tickets keep the orientation of the polygon: `distances.orientation.wasserstein`, which place and size do not
 * touch. Raw Hausdorff distances between networks of different initialisations compare sizes, mostly.
 *
 * @throws {InputError} for records that are not two dense layers on two inputs, or numbers that are not finite.
 */
export function lotteryMeasures(
  dense: WeightsRecord,
  pruned: WeightsRecord,
  options: LotteryOptions = {},
): LotteryMeasures {
  const measures = networkMeasures(pruned, options);
  return { ...measures, distances: decisionDistances(polygonOfRecord(dense, options), measures.polygon) };
}

/** The measures of one network. @throws {InputError} as `lotteryMeasures`. */
export function networkMeasures(record: WeightsRecord, options: LotteryOptions = {}): NetworkMeasures {
  const { box = LOTTERY_BOX } = options;
  const layers = layersOfRecord(record);
  const polygon = polygonOf(layers, options);
  return {
    polygon,
    bridges: decisionRays(polygon).length,
    vertices: polygon.vertices.length,
    area: area(floats, polygon.vertices),
    perimeter: perimeter(floats, polygon.vertices),
    regions: sliceNetworkNow(denseNetwork(layers), { box }).counts,
  };
}

/** The decision polygon of stored weights. @throws {InputError} as `lotteryMeasures`. */
export function polygonOfRecord(record: WeightsRecord, options: Pick<LotteryOptions, 'mode'> = {}): DecisionPolygon {
  return polygonOf(layersOfRecord(record), options);
}

function polygonOf(layers: DenseLayers, { mode = 'paper' }: Pick<LotteryOptions, 'mode'>): DecisionPolygon {
  return decisionPolygon(floats, twoLayersOf(layers), { mode });
}
