import type { Line } from '../charts/align';

/** Every point that is shown, a row each: curve, place, value, lower and upper end of its band. */
export function pointRows(
  lines: readonly Line[],
  range: { readonly min: number; readonly max: number } | null,
): (string | number | null)[][] {
  return lines.flatMap(({ label, key, faint, xs, values, band }) =>
    xs.flatMap((x, i) => {
      if (range !== null && (x < range.min || x > range.max)) return [];
      return [[faint === true ? key : label, x, values[i] ?? null, band?.low[i] ?? null, band?.high[i] ?? null]];
    }),
  );
}

/** A curve in short. */
export interface CurveSummary {
  readonly key: string;
  readonly label: string;
  readonly points: number;
  readonly least: number | null;
  readonly greatest: number | null;
  readonly last: number | null;
  readonly lastX: number | null;
  /** Points that are no number. */
  readonly notNumbers: number;
}

/** Named curves in short: what a chart says to those who do not see it. */
export function summarise(lines: readonly Line[]): CurveSummary[] {
  return lines
    .filter(({ faint }) => faint !== true)
    .map(({ key, label, xs, values, band, notNumbers }) => {
      const last = values.findLastIndex((value) => value !== null);
      const edge = (pick: (a: number, b: number) => number, list: readonly (number | null)[]) =>
        list.reduce<number | null>(
          (best, value) => (value === null ? best : best === null ? value : pick(best, value)),
          null,
        );
      return {
        key,
        label,
        points: xs.length,
        least: edge(Math.min, band?.low ?? values),
        greatest: edge(Math.max, band?.high ?? values),
        last: values[last] ?? null,
        lastX: xs[last] ?? null,
        notNumbers: notNumbers?.length ?? 0,
      };
    });
}
