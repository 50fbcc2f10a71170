import { niceTicks, scale } from '@tombola/figures';
import { metricUnit } from '@tombola/shared';
import { formatCompact, formatDensity, formatMetricName, formatNumber, formatValue } from '../../lib/format';
import type { Compared } from '../compared';
import { rangeOf } from '../plot/fit-axis';
import { shortValue } from '../plot/short-value';
import { memberAxis, metricAxis, plainAxes, type ParallelRow, type Value } from './rows';

/** An axis that can be chosen. */
export interface AxisChoice {
  readonly id: string;
  readonly title: string;
}

/** An upright axis with places for values. */
export interface ParallelAxis extends AxisChoice {
  /** Numbers have a range, categories a place each. */
  readonly kind: 'number' | 'category';
  /** Least and greatest; of categories their first and last place. */
  readonly domain: readonly [number, number];
  /** From the bottom up. */
  readonly categories: readonly string[];
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly format: (value: Value) => string;
  /** Some rows have no value. */
  readonly hasNone: boolean;
  /** A value's height in pixels; what is missing stands below the axis. */
  readonly place: (value: Value) => number;
  /** The number at a height; of categories their place among them. */
  readonly valueAt: (pixel: number) => number;
}

/** Of what is missing. */
export const NONE = '–';
/** So far below the axis stands what is missing. */
export const NONE_DROP = 22;
const MOST_DEFAULT = 6;

/** Every axis that there is, members first. */
export function axisChoices({ members, metrics }: Compared): AxisChoice[] {
  return [
    ...members.map(({ path }) => ({ id: memberAxis(path), title: path })),
    ...Object.entries(plainAxes).map(([id, title]) => ({ id, title })),
    ...metrics.map((name) => ({ id: metricAxis(name), title: formatMetricName(name) })),
  ];
}

/** Members that differ, names before numbers, of those that always differ together the first; then density and the metric. */
export function defaultAxes({ members, trials }: Compared, metric: string): string[] {
  const recipes = [...new Set(trials.map(({ recipeHash }) => recipeHash))];
  const seen = new Set<string>();
  const names = members.filter(({ path }) => path.endsWith('name'));
  const own = [...new Set([...names, ...members])].filter(({ values }) => {
    const codes = new Map<string, number>();
    const pattern = recipes
      .map((hash) => {
        const key = JSON.stringify(values.get(hash) ?? null);
        if (!codes.has(key)) codes.set(key, codes.size);
        return codes.get(key)!;
      })
      .join();
    if (seen.has(pattern)) return false;
    seen.add(pattern);
    return true;
  });
  return [...own.slice(0, MOST_DEFAULT).map(({ path }) => memberAxis(path)), 'density', metricAxis(metric)];
}

/** An axis over the values that rows have, from `bottom` up to `top` in pixels. */
export function parallelAxis(
  { id, title }: AxisChoice,
  rows: readonly ParallelRow[],
  top: number,
  bottom: number,
): ParallelAxis {
  const values = rows.map((row) => row.values[id] ?? null);
  const present = values.filter((value) => value !== null);
  const isNumber = present.length > 0 && present.every((value) => typeof value === 'number');
  const base = { id, title, format: formatOf(id), hasNone: present.length < values.length };
  const below = bottom + NONE_DROP;
  if (isNumber) {
    const numbers = present.filter((value) => typeof value === 'number');
    const [low, high] = rangeOf(numbers);
    const kind = low > 0 && high / low >= 20 ? 'log' : 'linear';
    const ticks = niceTicks(kind, low, high, 5);
    const domain = [ticks[0]!, ticks.at(-1)!] as const;
    const toPixel = scale(kind, domain, [bottom, top]);
    const share = (pixel: number) => (bottom - Math.min(bottom, Math.max(top, pixel))) / (bottom - top);
    return {
      ...base,
      ...{ kind: 'number', domain, categories: [] },
      ticks: ticks.map((tick) => ({ at: toPixel(tick), text: shortOf(id, tick) })),
      place: (value) => (typeof value === 'number' ? toPixel(value) : below),
      valueAt: (pixel) =>
        kind === 'log'
          ? domain[0] * (domain[1] / domain[0]) ** share(pixel)
          : domain[0] + (domain[1] - domain[0]) * share(pixel),
    };
  }
  const categories = [...new Set(present.map(String))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const last = Math.max(0, categories.length - 1);
  const toPixel = scale('linear', [0, last], [bottom, top]);
  const placeOf = (value: Value) => {
    const found = value === null ? -1 : categories.indexOf(String(value));
    return found < 0 ? below : toPixel(found);
  };
  return {
    ...base,
    ...{ kind: 'category', domain: [0, last], categories },
    ticks: categories.map((text, i) => ({ at: toPixel(i), text })),
    place: placeOf,
    valueAt: (pixel) => (last === 0 ? 0 : ((bottom - pixel) / (bottom - top)) * last),
  };
}

function formatOf(id: string): (value: Value) => string {
  return (value) => {
    if (value === null) return NONE;
    if (typeof value === 'string') return value;
    if (id === 'density') return formatDensity(value);
    if (id === 'macs') return formatCompact(value);
    return id.startsWith('m.') ? formatValue(value, metricUnit(id.slice(2))) : formatNumber(value);
  };
}

function shortOf(id: string, tick: number): string {
  if (id === 'density') return formatDensity(tick).replace('.0 %', ' %');
  if (id === 'macs') return formatCompact(tick);
  return id.startsWith('m.') ? shortValue(tick, metricUnit(id.slice(2))) : formatNumber(tick);
}
