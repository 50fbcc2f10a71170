import { niceTicks, scale, type Scale, type ScaleKind } from '@tombola/figures';
import { tenth } from '../../charts/drawing';

/** The lower end of a log axis of counts: one weight stands above it, none on it. */
const BELOW_ONE = 0.5;

export interface CountAxis {
  /** To pixels; 0 is at the bottom on either kind. */
  readonly scale: Scale;
  readonly ticks: readonly number[];
}

/** The axis of counts up to `most`, from `bottom` up to `top` in pixels. */
export function countAxis(kind: ScaleKind, most: number, bottom: number, top: number): CountAxis {
  if (kind === 'linear') {
    const ticks = niceTicks('linear', 0, Math.max(1, most), 4).filter((tick) => tick >= 0 && Number.isInteger(tick));
    return { scale: scale('linear', [0, Math.max(1, most, ticks.at(-1)!)], [bottom, top]), ticks };
  }
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, most))));
  const ticks = Array.from({ length: decades + 1 }, (_, power) => 10 ** power);
  const to = scale('log', [BELOW_ONE, ticks.at(-1)!], [bottom, top]);
  return { scale: (count) => to(Math.max(BELOW_ONE, count)), ticks: thinned(ticks) };
}

/** At most six ticks. */
const thinned = (ticks: readonly number[]) => ticks.filter((_, i) => i % Math.ceil(ticks.length / 6) === 0);

/** The outline of a histogram from the left of its first bin to the right of its last one, both ends on the axis. */
export function outline(edges: readonly number[], counts: readonly number[], x: Scale, y: Scale): string {
  const bottom = tenth(y(0));
  const steps = counts.map((count, i) => `V${tenth(y(count))}H${tenth(x(edges[i + 1]!))}`);
  return `M${tenth(x(edges[0]!))} ${bottom}${steps.join('')}V${bottom}`;
}

/** Ticks of an axis that is symmetric about 0, within it. */
export function symmetricTicks(half: number): number[] {
  return niceTicks('linear', -half, half, 4).filter((tick) => Math.abs(tick) <= half);
}
