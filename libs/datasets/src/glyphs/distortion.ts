import type { RandomStream } from '@tombola/shared';
import type { Outline } from './outlines';

/** Bound once: looking up globals is slow where a test runner gives modules their own. */
const { floor, sqrt } = Math;

/** How far an image may stray, every amount drawn evenly up to its bound. Lengths in shares of the digit's box. */
export const bounds = {
  /** Tangent of half the angle of rotation: 0.1 is 11.4 degrees. */
  halfTurn: 0.08,
  shear: 0.2,
  /** Size of the box in pixels, least and most, and how much wider or narrower than high. */
  size: [18, 21],
  stretch: 0.15,
  /** Pixels from the middle of the image, each way. */
  shift: 0.9,
  /** Displacement of the elastic grid's points. */
  elastic: 0.09,
  /** Ink gained (or lost, at most half as much) on each side of a stroke. */
  stroke: 0.03,
} as const;

/** A cubic B-spline over 4 x 4 cells needs 7 x 7 control points. */
const cells = 4;
const controls = cells + 3;

/** Bends outlines at random. One instance serves many images; it keeps its scratch arrays. */
export class Distorter {
  private readonly gridX = new Float64Array(controls * controls);
  private readonly gridY = new Float64Array(controls * controls);
  private points = new Float64Array(1024);

  /**
   * The points of `outline` in pixels of an image whose middle is (centre, centre). The array is reused by the next call.
   */
  bend(outline: Outline, random: RandomStream, centre: number): Float64Array {
    const count = outline.points.length;
    if (this.points.length < count) this.points = new Float64Array(2 * count);
    const { points, gridX, gridY } = this;
    const gain = bounds.stroke * (1.5 * random.uniform() - 0.5);
    offset(outline, gain, points);
    for (let i = 0; i < gridX.length; i++) {
      const bits = random.uint32();
      gridX[i] = bounds.elastic * ((bits & 65535) / 32768 - 1);
      gridY[i] = bounds.elastic * ((bits >>> 16) / 32768 - 1);
    }
    const t = bounds.halfTurn * even(random);
    const [cosine, sine] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)];
    const shear = bounds.shear * even(random);
    const size = bounds.size[0] + (bounds.size[1] - bounds.size[0]) * random.uniform();
    const stretch = 1 + bounds.stretch * even(random);
    const [dx, dy] = [centre + bounds.shift * even(random), centre + bounds.shift * even(random)];
    for (let i = 0; i < count; i += 2) {
      const [x0, y0] = [points[i]!, points[i + 1]!];
      const u = clamp((x0 + 0.5) * cells, cells);
      const v = clamp((y0 + 0.5) * cells, cells);
      const x = (x0 + spline(gridX, u, v)) * stretch;
      const y = y0 + spline(gridY, u, v);
      const slanted = x - shear * y;
      points[i] = dx + size * (cosine * slanted - sine * y);
      points[i + 1] = dy + size * (sine * slanted + cosine * y);
    }
    return points;
  }
}

/** A number drawn evenly from [-1, 1). */
export function even(random: RandomStream): number {
  return 2 * random.uniform() - 1;
}

/** Moves every point outwards by `gain` along the mean normal of its two edges. */
function offset({ points, ends }: Outline, gain: number, out: Float64Array): void {
  let start = 0;
  for (const end of ends) {
    for (let k = start; k < end; k++) {
      const before = 2 * (k === start ? end - 1 : k - 1);
      const after = 2 * (k === end - 1 ? start : k + 1);
      const tangentX = points[after]! - points[before]!;
      const tangentY = points[after + 1]! - points[before + 1]!;
      const length = sqrt(tangentX * tangentX + tangentY * tangentY);
      const scale = length > 0 ? gain / length : 0;
      out[2 * k] = points[2 * k]! - tangentY * scale;
      out[2 * k + 1] = points[2 * k + 1]! + tangentX * scale;
    }
    start = end;
  }
}

/** The uniform cubic B-spline of a grid of control points at (u, v), each in [0, cells). */
function spline(grid: Float64Array, u: number, v: number): number {
  const [column, row] = [floor(u), floor(v)];
  const [fu, fv] = [u - column, v - row];
  let sum = 0;
  for (let j = 0; j < 4; j++) {
    const at = (row + j) * controls + column;
    const line =
      weight(fu, 0) * grid[at]! +
      weight(fu, 1) * grid[at + 1]! +
      weight(fu, 2) * grid[at + 2]! +
      weight(fu, 3) * grid[at + 3]!;
    sum += weight(fv, j) * line;
  }
  return sum;
}

function weight(t: number, k: number): number {
  const s = 1 - t;
  if (k === 0) return (s * s * s) / 6;
  if (k === 1) return (3 * t * t * t - 6 * t * t + 4) / 6;
  if (k === 2) return (3 * s * s * s - 6 * s * s + 4) / 6;
  return (t * t * t) / 6;
}

function clamp(value: number, limit: number): number {
  return value < 0 ? 0 : value >= limit ? limit - 1e-9 : value;
}
