import type { CurveLevel } from './curve-level';

/** What runs along x: optimizer steps, seconds since the level began, seconds since 1970. */
export const clocks = ['step', 'elapsed', 'wall'] as const;
export type Clock = (typeof clocks)[number];

/** Steps of a curve as places along x, and back. */
export interface TimeAxis {
  readonly toX: (step: number) => number;
  readonly toStep: (x: number) => number;
}

/** Where a level that still trains has come to. */
export interface Seen {
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const stepAxis: TimeAxis = { toX: (step) => step, toStep: (x) => x };

/** A line through (0, begin) with so many seconds a step. */
const lineAxis = (begin: number, rate: number): TimeAxis => ({
  toX: (step) => begin + step * rate,
  toStep: (x) => (rate > 0 ? (x - begin) / rate : 0),
});

type Timed = Pick<CurveLevel, 'startedAt' | 'finishedAt' | 'step'>;

/**
 * The axis of a level. Points have no times of their own: every step takes as long as the level took for one on
 * average, pauses between its attempts included.
 *
 * @returns undefined for a level that has not begun.
 */
export function timeAxis(level: Timed, clock: Clock, seen: Seen): TimeAxis | undefined {
  if (clock === 'step') return stepAxis;
  const rate = secondsPerStep(level, seen);
  if (level.startedAt === null || rate === undefined) return undefined;
  return lineAxis(clock === 'wall' ? Date.parse(level.startedAt) / 1000 : 0, rate);
}

/** The axis of the mean of several levels: steps take as long as they do on average. `wall` means nothing for it. */
export function meanTimeAxis(
  levels: readonly Timed[],
  clock: Exclude<Clock, 'wall'>,
  at: number,
): TimeAxis | undefined {
  if (clock === 'step') return stepAxis;
  const rates = levels
    .map((level) => secondsPerStep(level, { step: level.step, at }))
    .filter((rate) => rate !== undefined);
  return rates.length === 0 ? undefined : lineAxis(0, rates.reduce((a, b) => a + b) / rates.length);
}

function secondsPerStep({ startedAt, finishedAt, step }: Timed, seen: Seen): number | undefined {
  if (startedAt === null) return undefined;
  const [end, steps] = finishedAt === null ? [seen.at, Math.max(seen.step, step)] : [Date.parse(finishedAt), step];
  return steps > 0 ? Math.max(0, end - Date.parse(startedAt)) / 1000 / steps : undefined;
}

/** Seconds as h:mm:ss or m:ss, tenths where they matter: ticks of an axis of elapsed time. */
export function formatElapsed(seconds: number): string {
  const tenths = Math.round(Math.abs(seconds) * 10);
  const whole = Math.floor(tenths / 10);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const fraction = tenths % 10 === 0 ? '' : `.${tenths % 10}`;
  return `${seconds < 0 ? '−' : ''}${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}${fraction}`;
}

/** Ticks of elapsed time stand at round minutes and hours. */
export const elapsedIncrements = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  864_000,
] as const;
