import type { Point } from './distributions';

/** A shift and a scale of each coordinate. */
export interface Standardisation {
  readonly mean: Point;
  readonly deviation: Point;
}

/** What brings points to mean 0 and standard deviation 1 (of the points, not estimated) in each coordinate. */
export function standardisationOf(points: readonly Point[]): Standardisation {
  const meanOf = (value: (point: Point) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const mean: Point = [meanOf(([x]) => x), meanOf(([, y]) => y)];
  const deviation: Point = [
    Math.sqrt(meanOf(([x]) => (x - mean[0]) ** 2)),
    Math.sqrt(meanOf(([, y]) => (y - mean[1]) ** 2)),
  ];
  return { mean, deviation };
}

export function standardised([x, y]: Point, { mean, deviation }: Standardisation): Point {
  return [(x - mean[0]) / deviation[0], (y - mean[1]) / deviation[1]];
}
