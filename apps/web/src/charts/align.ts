import type { AlignedData } from 'uplot';

/** One curve. */
export interface Line {
  /** Names it among the others of the chart. */
  readonly key: string;
  readonly label: string;
  /** More about it, on hover over its name. */
  readonly title?: string;
  /** Its colour and dashes (colours.ts). */
  readonly index: number;
  /** Dashes of its own, where these tell something else than the colour does. */
  readonly dash?: number;
  /** Ascending. */
  readonly xs: readonly number[];
  /** As many as xs; null: no number there. */
  readonly values: readonly (number | null)[];
  /** Around it: least and greatest, or an interval. */
  readonly band?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] };
  /** In the background, without a name: the raw values of a smoothed curve, the members of a mean. */
  readonly faint?: boolean;
  /** Places along x that have points without a number; they are marked below the curves. */
  readonly notNumbers?: readonly number[];
  /** A word beside its value in the legend, for a place in `xs`: how many seeds there are. */
  readonly note?: (place: number) => string;
}

export interface Aligned {
  readonly data: AlignedData;
  /** What each column but the first is. */
  readonly series: readonly { readonly line: Line; readonly role: 'value' | 'low' | 'high' }[];
  /** Pairs of columns, counted as in `data`, with a fill between them. */
  readonly bands: readonly { readonly line: Line; readonly high: number; readonly low: number }[];
}

/**
 * Curves with x values of their own as columns over all x values: `undefined` where a curve has no point (the line goes
 * on), null where its value is no number (the line breaks).
 */
export function alignSeries(lines: readonly Line[]): Aligned {
  const xs = [...new Set(lines.flatMap((line) => line.xs))].sort((a, b) => a - b);
  const places = new Map(xs.map((x, i) => [x, i]));
  const columns: (number | null | undefined)[][] = [];
  const series: Aligned['series'][number][] = [];
  const bands: Aligned['bands'][number][] = [];
  const add = (line: Line, role: 'value' | 'low' | 'high', values: readonly (number | null)[]) => {
    const column = new Array<number | null | undefined>(xs.length).fill(undefined);
    line.xs.forEach((x, i) => (column[places.get(x)!] = values[i] ?? null));
    series.push({ line, role });
    return columns.push(column);
  };
  for (const line of lines) {
    if (line.band !== undefined) {
      const high = add(line, 'high', line.band.high);
      const low = add(line, 'low', line.band.low);
      bands.push({ line, high, low });
    }
    add(line, 'value', line.values);
  }
  return { data: [xs, ...columns] as AlignedData, series, bands };
}
