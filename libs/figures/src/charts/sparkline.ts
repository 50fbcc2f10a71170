import { scale } from '../figure/scale';
import { path, type Pixel } from '../figure/svg';

export interface SparklineOptions {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The values at the lower and the upper edge. @default the smallest and the largest */
  readonly range?: readonly [low: number, high: number];
}

/** Between the edges and the line: half its stroke, rounded up. */
const inset = 2;

/**
 * The path data of a small line through evenly spaced values, the first at the left. A null, like what is not finite, is
 * a gap; a value between two gaps is a line of no length, which round caps make a dot. Empty when there is no value.
 */
export function sparkline(values: readonly (number | null)[], { width, height, range }: SparklineOptions): string {
  const present = values.filter(isPresent);
  if (present.length === 0) return '';
  const toX = scale('linear', [0, values.length - 1], [inset, width - inset]);
  const domain = range ?? ([least(present), -least(present.map((value) => -value))] as const);
  const toY = scale('linear', domain, [height - inset, inset]);
  const runs: Pixel[][] = [];
  values.forEach((value, i) => {
    if (!isPresent(value)) return;
    const pixel: Pixel = [toX(i), toY(value)];
    if (i > 0 && isPresent(values[i - 1])) runs.at(-1)!.push(pixel);
    else runs.push([pixel]);
  });
  return runs.map((run) => path(run) + (run.length === 1 ? 'h0' : '')).join('');
}

function isPresent(value: number | null | undefined): value is number {
  return Number.isFinite(value);
}

/** `Math.min` takes as many arguments as the stack has room for; a history may have more. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}
