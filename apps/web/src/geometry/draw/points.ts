/** A point of a drawn data set. Coordinates are those that the network reads. */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly class: number;
}

/** Points are drawn on the square from -HALF to HALF. */
export const HALF = 2;
export const MOST_CLASSES = 4;
/** So many fit into an address. */
export const MOST_POINTS = 400;

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Places along a side: two digits. */
const PLACES = digits.length ** 2;
const LENGTH = 5;

/** A coordinate at the place that it is written as, so that what is drawn and what an address says are the same. */
export const snapped = (value: number): number => coordinateOf(placeOf(value));

const placeOf = (value: number) =>
  Math.min(PLACES - 1, Math.max(0, Math.round(((value + HALF) / (2 * HALF)) * (PLACES - 1))));
const coordinateOf = (place: number) => Number(((place / (PLACES - 1)) * 2 * HALF - HALF).toFixed(4)) + 0;

/** Points as text for an address: five characters each. */
export function writePoints(points: readonly DrawnPoint[]): string {
  const coordinate = (value: number) => {
    const place = placeOf(value);
    return digits[Math.floor(place / digits.length)]! + digits[place % digits.length]!;
  };
  return points.map((point) => coordinate(point.x) + coordinate(point.y) + digits[point.class]!).join('');
}

/** The points of a text; null when it is none that `writePoints` would make. */
export function readPoints(text: string): DrawnPoint[] | null {
  if (text.length % LENGTH !== 0 || text.length > LENGTH * MOST_POINTS) return null;
  const points: DrawnPoint[] = [];
  for (let start = 0; start < text.length; start += LENGTH) {
    const values = [...text.slice(start, start + LENGTH)].map((digit) => digits.indexOf(digit));
    const [a, b, c, d, label] = values as [number, number, number, number, number];
    if (values.includes(-1) || label >= MOST_CLASSES) return null;
    points.push({ x: coordinateOf(a * digits.length + b), y: coordinateOf(c * digits.length + d), class: label });
  }
  return points;
}
