import { isPlanar } from '@tombola/datasets';
import { lotteryMeasures, polygonDistances, type WeightsRecord } from '@tombola/geometry';
import { parametersOf, type NetworkStructure, type Parameters } from '@tombola/nn';
import type { Recipe } from '@tombola/shared';

/**
 * The geometry of a level that was trained on points of a plane with one hidden layer, as numbers of its result: what its decision
 * polygon is, and how far it is from that of the dense training of the same recipe and seed. No numbers for any other level.
 *
 * | metric                | what                                                                                       |
 * | --------------------- | ------------------------------------------------------------------------------------------ |
 * | `orientationDistance` | 1-Wasserstein distance of the normal measures, radians, 0 to pi                             |
 * | `hausdorffDistance`   | Hausdorff, centroids together, perimeters 1                                                 |
 * | `rawHausdorff`        | the same of the polygons as they are, without their shifts                                  |
 * | `areaDifference`      | area of the symmetric difference, centroids together, areas 1: 0 to 2                       |
 * | `rayAngle`            | mean angle between rays of the decision boundaries, radians; one without a partner counts pi |
 * | `bridgeCount`         | bridges of the polygon                                                                      |
 * | `regionCount`         | linear regions (activation patterns) within three standard deviations of the data           |
 * | `polygonPerimeter`    | the size of the polygon                                                                     |
 *
 * @param network the level's
 * @param dense what the dense training of the recipe and seed ends with; asked for only when it is needed
 */
export async function levelMeasures(
  { dataset }: Recipe,
  network: NetworkStructure,
  trained: Parameters,
  dense: () => Promise<Parameters>,
): Promise<Record<string, number>> {
  if (!isPlanar(dataset) || !hasOneHiddenLayer(network)) return {};
  const measures = lotteryMeasures(weightsRecord(network, await dense()), weightsRecord(network, trained));
  const { distances, bridges, regions, perimeter } = measures;
  const { orientation, hausdorff, rays } = polygonDistances(distances);
  return {
    orientationDistance: orientation,
    hausdorffDistance: hausdorff,
    rawHausdorff: distances.hausdorff.distance,
    // One of the two is flat: nothing overlaps, so it is all of both areas.
    areaDifference: distances.symmetricDifference.normalised ?? 2,
    rayAngle: rays,
    bridgeCount: bridges,
    regionCount: regions.activation,
    polygonPerimeter: perimeter,
  };
}

/** Whether a network is flatten, dense, ReLU, dense. */
export function hasOneHiddenLayer({ nodes }: NetworkStructure): boolean {
  return nodes.map(({ op }) => op).join() === 'flatten,dense,relu,dense';
}

/** The network's own parameters in its order: a rule may have trained others beside them, and files have them by name. */
export function weightsRecord(network: NetworkStructure, parameters: Parameters): WeightsRecord {
  return Object.fromEntries(parametersOf(network).map(({ name }) => [name, parameters[name]!]));
}
