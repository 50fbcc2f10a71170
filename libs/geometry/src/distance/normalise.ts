import { floats } from '../numbers/floats';
import { area, centroid, dilate, perimeter, translate, type Polygon } from '../polytope/polygon';

/** What of place and size is taken away before polygons are compared. */
export interface Normalisation {
  /** `centroid`: moved to have it in the origin. `none`: decision polygons have no shift sigma, which is a place of its own. */
  readonly place: 'centroid' | 'none';
  /** `perimeter` or `area`: made to have 1 of it. What has none is left as large as it is. */
  readonly size: 'perimeter' | 'area' | 'none';
}

/** A polygon in its normal place and size. Raw distances between networks of other initialisations mostly compare their sizes. */
export function normalise(polygon: Polygon, { place, size }: Normalisation): Polygon {
  const [x, y] = (place === 'centroid' ? centroid(floats, polygon) : undefined) ?? [0, 0];
  const moved = translate(floats, polygon, [-x, -y]);
  const length =
    size === 'perimeter' ? perimeter(floats, polygon) : size === 'area' ? Math.sqrt(area(floats, polygon)) : 1;
  return length > 0 ? dilate(floats, moved, 1 / length) : moved;
}
