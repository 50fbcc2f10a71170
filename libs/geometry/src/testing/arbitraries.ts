import fc from 'fast-check';
import type { Point, Point3 } from '../numbers/ring';

/** Coordinates that make degenerate figures often: small integers, zeros above all. */
const coarse = fc.integer({ min: -4, max: 4 });

/** Coordinates as trained networks have them: float32. */
const fine = fc.integer({ min: -3000, max: 3000 }).map((x) => Math.fround(x / 999));

/** Points of the plane, now on a coarse grid and now anywhere. */
export const pointsOfPlane = (maxLength: number): fc.Arbitrary<Point[]> =>
  fc.oneof(fc.array(fc.tuple(coarse, coarse), { maxLength }), fc.array(fc.tuple(fine, fine), { maxLength }));

/** Points of space, now on a coarse grid and now anywhere. */
export const pointsOfSpace = (maxLength: number): fc.Arbitrary<Point3[]> =>
  fc.oneof(
    fc.array(fc.tuple(coarse, coarse, coarse), { maxLength }),
    fc.array(fc.tuple(fine, fine, fine), { maxLength }),
  );
