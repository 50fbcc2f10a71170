import type { Point } from '../numbers/ring';
import type { Range } from './axes';

/** The part of the points from + t direction, t between two values, in a range; undefined if there is none. */
export function clipLine(
  [x, y]: Point,
  [dx, dy]: Point,
  [low, high]: readonly [number, number],
  [left, bottom, right, top]: Range,
): readonly [Point, Point] | undefined {
  // Liang and Barsky, 1984.
  const sides = [
    [-dx, x - left],
    [dx, right - x],
    [-dy, y - bottom],
    [dy, top - y],
  ] as const;
  for (const [rate, room] of sides) {
    if (rate === 0 && room < 0) return undefined;
    if (rate < 0) low = Math.max(low, room / rate);
    if (rate > 0) high = Math.min(high, room / rate);
  }
  if (!(low < high)) return undefined;
  return [
    [x + low * dx, y + low * dy],
    [x + high * dx, y + high * dy],
  ];
}

/** The part of a convex polygon where a x + b y + c >= 0. */
export function clipPolygon(corners: readonly Point[], [a, b, c]: readonly [number, number, number]): Point[] {
  const value = ([x, y]: Point) => a * x + b * y + c;
  return corners.flatMap((corner, i): Point[] => {
    const next = corners[(i + 1) % corners.length]!;
    const [here, there] = [value(corner), value(next)];
    const kept: Point[] = here >= 0 ? [corner] : [];
    if (here < 0 === there < 0 || here === 0 || there === 0) return kept;
    const share = here / (here - there);
    return [...kept, [corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])]];
  });
}
