import { niceTicks, scale, type ScaleKind } from '@tombola/figures';
import type { Axis } from '../../charts/plot-frame';
import { textWidth } from '../../charts/plot-frame';

interface FitOptions {
  readonly kind: ScaleKind;
  readonly title: string;
  readonly format: (tick: number) => string;
  /** From where to where, in pixels. */
  readonly pixels: readonly [number, number];
  /** Largest value first. */
  readonly reversed?: boolean;
  readonly whole?: boolean;
  /** About so many ticks. */
  readonly count?: number;
}

/** Between the ends of an x axis and its outermost values: markers stay inside. */
const INSET = 14;

/** An upright axis: its ends are ticks that enclose the values. A log scale needs positive values; else it is linear. */
export function fitY(values: readonly number[], { kind, count = 5, pixels, ...rest }: FitOptions): Axis {
  const [low, high] = rangeOf(values);
  const own = kind === 'log' && low > 0 ? 'log' : 'linear';
  const ticks = niceTicks(own, low, high, count);
  return { ...rest, ticks, scale: scale(own, [ticks[0]!, ticks.at(-1)!], pixels) };
}

/** An axis along the bottom: its ends are the values themselves, its ticks those between that have room for their texts. */
export function fitX(values: readonly number[], options: FitOptions): Axis {
  const { kind, count = 6, pixels, reversed = false, whole = false, ...rest } = options;
  const [low, high] = rangeOf(values);
  const own = kind === 'log' && low > 0 ? 'log' : 'linear';
  const domain = reversed ? ([high, low] as const) : ([low, high] as const);
  const toPixel = scale(own, domain, [pixels[0] + INSET, pixels[1] - INSET]);
  const inside = niceTicks(own, low, high, count).filter(
    (tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9) && (!whole || Number.isInteger(tick)),
  );
  // Values of less than a tick's distance have none inside: they are their own.
  const ticks = inside.length > 0 ? inside : low === high ? [low] : [low, high];
  return { ...rest, ticks: withRoom(ticks, toPixel, rest.format), scale: toPixel };
}

/** The least and the greatest; [0, 1] of nothing. Large lists are no arguments of Math.min. */
export function rangeOf(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function withRoom(ticks: readonly number[], toPixel: (tick: number) => number, format: (tick: number) => string) {
  const room = Math.max(...ticks.map((tick) => textWidth(format(tick)))) + 8;
  const kept: number[] = [];
  for (const tick of ticks) {
    if (kept.every((each) => Math.abs(toPixel(each) - toPixel(tick)) >= room)) kept.push(tick);
  }
  return kept;
}
