import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import type { Ring } from '../numbers/ring';
import { outerNormals, type Polygon } from '../polytope/polygon';

/** A distribution on the circle: atoms by ascending angle, their masses adding up to 1; none for a point. */
export interface CircularMeasure {
  /** Radians, from -pi to pi. */
  readonly angles: Float64Array;
  readonly masses: Float64Array;
}

/**
 * The normal measure of a polygon, its surface area measure: the length of each edge at the direction of its outer normal, made to add
 * up to 1. By Minkowski's theorem it is the polygon but for place and size, so it compares orientation only.
 *
 * @throws {InputError} for coordinates that are not finite.
 */
export function normalMeasure<T>(ring: Ring<T>, polygon: Polygon<T>): CircularMeasure {
  for (const point of polygon) checkFinite(ring, point, 'a coordinate');
  const normals = outerNormals(ring, polygon).map(([x, y]) => [ring.toNumber(x), ring.toNumber(y)] as const);
  const atoms = normals
    .map(([x, y]) => ({ angle: Math.atan2(y, x), mass: Math.hypot(x, y) }))
    .filter(({ mass }) => mass > 0)
    .sort((a, b) => a.angle - b.angle);
  const total = atoms.reduce((sum, { mass }) => sum + mass, 0);
  return {
    angles: Float64Array.from(atoms, ({ angle }) => angle),
    masses: Float64Array.from(atoms, ({ mass }) => mass / total),
  };
}

/**
 * The 1-Wasserstein distance on the circle, in radians, 0 to pi: how far mass has to be turned, on average. The least integral of
 * |F - G - c| over all c, whose best c is a median of F - G. O((m + n) log(m + n)). Points have no orientation: two are 0 apart, one and
 * a polygon pi.
 */
export function circularWasserstein(first: CircularMeasure, second: CircularMeasure): number {
  if (first.angles.length === 0 || second.angles.length === 0) {
    return first.angles.length === second.angles.length ? 0 : Math.PI;
  }
  const jumps = [
    ...Array.from(first.angles, (angle, k) => ({ angle, jump: first.masses[k]! })),
    ...Array.from(second.angles, (angle, k) => ({ angle, jump: -second.masses[k]! })),
  ].sort((a, b) => a.angle - b.angle);
  let height = 0;
  const steps = jumps.map(({ angle, jump }, k) => {
    height += jump;
    const next = jumps[k + 1]?.angle ?? jumps[0]!.angle + 2 * Math.PI;
    return { height, length: next - angle };
  });
  const middle = weightedMedian(steps);
  return steps.reduce((sum, step) => sum + Math.abs(step.height - middle) * step.length, 0);
}

/**
 * The total variation distance of two measures that are gathered into bins of equal angles, 0 to 1: the mass that has to change bins.
 * The first bin has the angle 0 in its middle: the edges of pruned networks are often parallel to the axes, and stay in their bins when
 * they turn a little. Where a bin ends they do not; the Wasserstein distance jumps nowhere.
 *
 * @param bins such as 360
 * @throws {InputError} for no bins.
 */
export function circularVariation(first: CircularMeasure, second: CircularMeasure, bins: number): number {
  if (!(Number.isInteger(bins) && bins >= 1)) {
    throw new InputError({ what: 'a circle is cut into bins', value: bins, expected: 'a whole number from 1' });
  }
  if (first.angles.length === 0 || second.angles.length === 0) {
    return first.angles.length === second.angles.length ? 0 : 1;
  }
  const difference = new Float64Array(bins);
  const gather = ({ angles, masses }: CircularMeasure, sign: number) => {
    angles.forEach((angle, k) => {
      const turn = angle / (2 * Math.PI);
      difference[Math.floor((turn - Math.floor(turn)) * bins + 0.5) % bins]! += sign * masses[k]!;
    });
  };
  gather(first, 1);
  gather(second, -1);
  return difference.reduce((sum, each) => sum + Math.abs(each), 0) / 2;
}

function weightedMedian(steps: readonly { height: number; length: number }[]): number {
  const sorted = [...steps].sort((a, b) => a.height - b.height);
  let left = sorted.reduce((sum, { length }) => sum + length, 0) / 2;
  return sorted.find(({ length }) => (left -= length) <= 0)!.height;
}
