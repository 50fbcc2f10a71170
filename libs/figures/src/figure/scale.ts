/** Maps data to pixels, increasing or decreasing. */
export type Scale = (value: number) => number;

export type ScaleKind = 'linear' | 'log';

/** The scale that takes `from[0]` to `to[0]` and `from[1]` to `to[1]`. A log scale needs a positive `from`. */
export function scale(kind: ScaleKind, from: readonly [number, number], to: readonly [number, number]): Scale {
  const bend = kind === 'log' ? Math.log : (value: number) => value;
  const start = bend(from[0]);
  const span = bend(from[1]) - start;
  return (value) => (span === 0 ? (to[0] + to[1]) / 2 : to[0] + ((bend(value) - start) / span) * (to[1] - to[0]));
}

/**
 * Ticks that enclose [low, high]: the first is at most `low`, the last at least `high`. Linear ticks step by 1, 2, 2.5
 * or 5 times a power of ten, about `count` of them; log ticks are 1, 2, 5 times powers of ten, or powers of ten alone
 * when those are too many, or linear ticks on less than a factor of four.
 */
export function niceTicks(kind: ScaleKind, low: number, high: number, count = 5): number[] {
  return kind === 'log' && low > 0 && high / low >= 4 ? logTicks(low, high, count) : linearTicks(low, high, count);
}

function linearTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  const equal = span <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  const step = niceStep(equal ? Math.abs(high) / count || 1 : span / count);
  // A bound that is a multiple of the step but for rounding is its own tick.
  const last = Math.ceil(high / step - 1e-9);
  const first = Math.min(Math.floor(low / step + 1e-9), last - 1);
  // A single value has a step below it, so that no percentage axis passes 100; only 0 has one above.
  const shift = equal && high === 0 ? 1 : 0;
  return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + shift + i) * step));
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * 0.85)!;
  return factor * power;
}

function logTicks(low: number, high: number, count: number): number[] {
  const decades = { from: Math.floor(Math.log10(low)), to: Math.ceil(Math.log10(high)) };
  const along = (factors: readonly number[]) => {
    const all: number[] = [];
    for (let power = decades.from; power <= decades.to; power++) {
      for (const factor of factors) all.push(tidy(factor * 10 ** power));
    }
    const first = Math.max(
      0,
      all.findLastIndex((tick) => tick <= low * (1 + 1e-9)),
    );
    const last = all.findIndex((tick, i) => i > first && tick >= high * (1 - 1e-9));
    return all.slice(first, last < 0 ? undefined : last + 1);
  };
  const fine = along([1, 2, 5]);
  return fine.length <= 2 * count ? fine : along([1]);
}

/** Without the last digits that binary arithmetic leaves. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
