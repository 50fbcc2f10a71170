import { decisionRays, type DecisionPolygon } from '../network/decision-polygon';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { area, perimeter, type Polygon } from '../polytope/polygon';
import { hausdorff2d } from './hausdorff2d';
import { circularVariation, circularWasserstein, normalMeasure } from './normal-measure';
import { normalise, type Normalisation } from './normalise';
import { matchRays } from './ray-matching';
import { symmetricDifference } from './symmetric-difference';

/** How far two decision polygons are apart, in every sense that docs/geometry.md names. Angles are radians. */
export interface DecisionDistances {
  /** Of the polygons as they are, without their shifts; with a direction in which they differ so much. */
  readonly hausdorff: { readonly distance: number; readonly direction: Point };
  /** Hausdorff distances with the centroids together and perimeters or areas of 1; undefined when one has none, but two points are 0 apart. */
  readonly normalised: { readonly perimeter: number | undefined; readonly area: number | undefined };
  /** Between normal measures: 1-Wasserstein, 0 to pi, and total variation over bins of a degree, 0 to 1. */
  readonly orientation: { readonly wasserstein: number; readonly variation: number };
  /** The area that one of them covers: as they are, and with centroids together and areas of 1, 0 to 2; 0 when neither has one, undefined when one has none. */
  readonly symmetricDifference: { readonly area: number; readonly normalised: number | undefined };
  /** The mean angle between the rays of both decision boundaries, and how many have no partner. */
  readonly rays: { readonly mean: number; readonly unmatched: number };
}

/** Compares two decision polygons, such as those of a network before and after pruning. Both in one mode, on one plane of inputs. */
export function decisionDistances(first: DecisionPolygon, second: DecisionPolygon): DecisionDistances {
  const [p, q] = [first.vertices, second.vertices];
  const normal = (size: Normalisation['size'], measure: (polygon: Polygon) => number) => {
    if (measure(p) === 0 || measure(q) === 0) return undefined;
    return [normalise(p, { place: 'centroid', size }), normalise(q, { place: 'centroid', size })] as const;
  };
  const [samePerimeter, sameArea] = [
    normal('perimeter', (polygon) => perimeter(floats, polygon)),
    normal('area', (polygon) => area(floats, polygon)),
  ];
  const arePoints = perimeter(floats, p) === 0 && perimeter(floats, q) === 0;
  const areFlat = area(floats, p) === 0 && area(floats, q) === 0;
  const measures = [normalMeasure(floats, p), normalMeasure(floats, q)] as const;
  const { distance, direction } = hausdorff2d(floats, p, q);
  const { mean, unmatched } = matchRays(decisionRays(first), decisionRays(second));
  return {
    hausdorff: { distance, direction },
    normalised: {
      perimeter: arePoints ? 0 : samePerimeter && hausdorff2d(floats, ...samePerimeter).distance,
      area: sameArea && hausdorff2d(floats, ...sameArea).distance,
    },
    orientation: { wasserstein: circularWasserstein(...measures), variation: circularVariation(...measures, 360) },
    symmetricDifference: {
      area: symmetricDifference(floats, p, q),
      normalised: areFlat ? 0 : sameArea && symmetricDifference(floats, ...sameArea),
    },
    rays: { mean, unmatched },
  };
}
