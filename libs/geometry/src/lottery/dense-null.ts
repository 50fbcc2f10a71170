import { InputError } from '@tombola/shared';
import { decisionDistances } from '../distance/decision-distances';
import { nullBand, nullDistances, type NullBand } from '../distance/null-distribution';
import { polygonOfRecord, type LotteryOptions } from './measures';
import type { WeightsRecord } from './weights-record';

/** The distances that a lottery study looks at. Angles are radians. */
export interface PolygonDistances {
  /** Between normal measures, 1-Wasserstein, 0 to pi. */
  readonly orientation: number;
  /** Hausdorff, centroids together and perimeters 1; 1/4 when just one of them is a point, as between a point and a segment. */
  readonly hausdorff: number;
  /** Mean angle between rays of the decision boundaries; one without a partner counts pi. */
  readonly rays: number;
}

/** Distances between polygons of independent networks: what a distance is when nothing was kept. */
export interface DenseNull {
  readonly distances: Readonly<Record<keyof PolygonDistances, readonly number[]>>;
  readonly bands: Readonly<Record<keyof PolygonDistances, NullBand>>;
}

export interface DenseNullOptions extends Pick<LotteryOptions, 'mode'> {
  /** Of the distances that the bands hold. @default 0.95 */
  readonly share?: number;
}

/**
 * The dense-against-dense null distribution: distances between the polygons of all pairs of independently trained dense networks, and the
 * bands that hold the middle of them. Pairs share networks, so there is less in them than their number says.
 *
 * @param nets two or more, of different seeds
 * @throws {InputError} for fewer, or for records as `lotteryMeasures` refuses them.
 */
export function denseNull(nets: readonly WeightsRecord[], { mode, share }: DenseNullOptions = {}): DenseNull {
  if (nets.length < 2) {
    throw new InputError({
      what: 'a null distribution is of pairs of networks',
      value: nets.length,
      expected: 'two or more',
    });
  }
  const polygons = nets.map((net) => polygonOfRecord(net, mode === undefined ? {} : { mode }));
  const pairs: PolygonDistances[] = [];
  nullDistances(polygons, (a, b) => pairs.push(polygonDistances(decisionDistances(a, b))));
  const each = <T>(of: (values: readonly number[]) => T) => ({
    orientation: of(pairs.map(({ orientation }) => orientation)),
    hausdorff: of(pairs.map(({ hausdorff }) => hausdorff)),
    rays: of(pairs.map(({ rays }) => rays)),
  });
  return { distances: each((values) => values), bands: each((values) => nullBand(values, share)) };
}

/** The distances of a study, a number each. */
export function polygonDistances({
  orientation,
  normalised,
  rays,
}: ReturnType<typeof decisionDistances>): PolygonDistances {
  return { orientation: orientation.wasserstein, hausdorff: normalised.perimeter ?? 0.25, rays: rays.mean };
}
