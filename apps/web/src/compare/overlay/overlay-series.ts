import { formatCompact, formatDensity, formatValue } from '../../lib/format';
import type { Unit } from '@tombola/shared';
import type { Group, GroupLevel } from '../groups';
import { differencesTo } from '../pairing';

/** What lies along the bottom. */
export const abscissas = ['density', 'level', 'macs'] as const;
export type Abscissa = (typeof abscissas)[number];

/** What is drawn around a mean. */
export const bands = ['range', 'std', 'interval', 'none'] as const;
export type Band = (typeof bands)[number];

export const bandNames: Readonly<Record<Band, string>> = {
  range: 'least to greatest seed',
  std: '± 1 standard deviation',
  interval: '95 % interval of the mean',
  none: 'nothing',
};

/** A mean along a curve. */
export interface SeriesPoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the band; null where there is none, as for one seed. */
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
  readonly density: number;
  readonly n: number;
  /** In words. */
  readonly lines: readonly string[];
}

export interface OverlaySeries {
  readonly group: Group;
  /** By ascending level. */
  readonly points: readonly SeriesPoint[];
  /** Curves of single trials. */
  readonly members: readonly { readonly trial: string; readonly points: readonly { x: number; y: number }[] }[];
}

export interface OverlayOptions {
  readonly x: Abscissa;
  readonly band: Band;
  readonly members: boolean;
  /** Groups are drawn as their differences to it. */
  readonly baseline: Group | undefined;
  readonly unit: Unit;
}

const placeOf = (point: { level: number; density: number; macs: number | null }, x: Abscissa): number | null =>
  point[x];

/** The curves of an overlay; groups without a point are left out. */
export function overlaySeries(groups: readonly Group[], options: OverlayOptions): OverlaySeries[] {
  const { baseline } = options;
  return groups
    .map((group) => (baseline === undefined ? absolute(group, options) : relative(group, baseline, options)))
    .filter(({ points }) => points.length > 0);
}

function absolute(group: Group, { x, band, members, unit }: OverlayOptions): OverlaySeries {
  const points = group.levels.flatMap((level): SeriesPoint[] => {
    const at = placeOf(level, x);
    if (at === null) return [];
    const { mean, n } = level.summary;
    return [
      {
        ...ends(level, band),
        x: at,
        y: mean,
        level: level.level,
        density: level.density,
        n,
        lines: wordsOf(level, unit),
      },
    ];
  });
  const own = members
    ? group.trials.map(({ trial, points: all }) => ({
        trial,
        points: all.flatMap((point) => {
          const at = placeOf(point, x);
          return at === null ? [] : [{ x: at, y: point.value }];
        }),
      }))
    : [];
  return { group, points, members: own };
}

function relative(group: Group, baseline: Group, { x, unit }: OverlayOptions): OverlaySeries {
  const levels = new Map(group.levels.map((level) => [level.level, level]));
  const points = differencesTo(baseline, group).flatMap(({ level, density, n, mean, interval }): SeriesPoint[] => {
    const at = placeOf(levels.get(level)!, x);
    if (at === null) return [];
    const [low, high] = interval ?? [null, null];
    const lines = [
      `level ${level}, ${formatDensity(density)} of the weights`,
      `difference ${signed(mean, unit)} over ${n} paired ${n === 1 ? 'seed' : 'seeds'}`,
      interval === null ? 'no interval of one pair' : `95 % interval ${signed(low!, unit)} to ${signed(high!, unit)}`,
    ];
    return [{ x: at, y: mean, low, high, level, density, n, lines }];
  });
  return { group, points, members: [] };
}

function ends({ summary: { mean, std, min, max, interval, n } }: GroupLevel, band: Band) {
  if (band === 'none' || n === 1) return { low: null, high: null };
  if (band === 'range') return { low: min, high: max };
  if (band === 'std') return { low: mean - std!, high: mean + std! };
  return { low: interval![0], high: interval![1] };
}

function wordsOf({ level, density, macs, summary, seeds }: GroupLevel, unit: Unit): string[] {
  const { mean, std, min, max, n, interval } = summary;
  const value = (number: number) => formatValue(number, unit);
  return [
    `level ${level}, ${formatDensity(density)} of the weights${macs === null ? '' : `, ${formatCompact(macs)} MACs`}`,
    `mean ${value(mean)}${std === null ? '' : ` ± ${value(std)} (std)`}, n = ${n}`,
    ...(interval === null
      ? []
      : [
          `least ${value(min)}, greatest ${value(max)}`,
          `95 % interval ${value(interval[0])} to ${value(interval[1])}`,
        ]),
    ...(seeds.length > 6 ? [] : [seeds.map((seed) => `seed ${seed.seed}: ${value(seed.value)}`).join(', ')]),
  ];
}

/** A difference with its sign. */
export function signed(value: number, unit: Unit): string {
  const text = formatValue(Math.abs(value), unit);
  return value < 0 ? `−${text}` : `+${text}`;
}
