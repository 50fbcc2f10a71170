import type { ArmAggregateOut, Unit } from '@tombola/shared';
import type { Cell } from '../../lib/download';
import { formatValue } from '../../lib/format';

export type Summary = ArmAggregateOut['levels'][number]['summary'];
type Level = ArmAggregateOut['levels'][number];

/** What stands beside a mean. */
export const spreads = ['std', 'range', 'interval'] as const;
export type Spread = (typeof spreads)[number];

export interface TableRow {
  readonly key: string;
  readonly level: number;
  readonly density: number;
  /** One for each arm; null where it has no such level. */
  readonly cells: readonly (Level | null)[];
}

/**
 * The rows of a table, densest first, with a cell for each arm. As in the report, levels of different arms share a row
 * when their numbers and their densities, to four digits, agree.
 */
export function tableRows(
  aggregates: readonly ArmAggregateOut[],
  metric: string,
  arms: readonly string[],
): readonly TableRow[] {
  const rows = new Map<string, { level: number; density: number; cells: (Level | null)[] }>();
  arms.forEach((arm, column) => {
    const own = aggregates.find((each) => each.arm === arm && each.metric === metric);
    for (const level of own?.levels ?? []) {
      const key = `${level.level} ${level.density.toPrecision(4)}`;
      const row = rows.get(key) ?? { level: level.level, density: level.density, cells: arms.map(() => null) };
      row.cells[column] = level;
      rows.set(key, row);
    }
  });
  return [...rows].map(([key, row]) => ({ key, ...row })).sort((a, b) => b.density - a.density || a.level - b.level);
}

/** What stands beside a mean, in its unit; a dash where one seed has none. */
export function spreadText({ std, min, max, interval }: Summary, spread: Spread, unit: Unit): string {
  const format = (value: number) => formatValue(value, unit);
  if (spread === 'std') return std === null ? '± –' : `± ${formatSpread(std, unit)}`;
  if (spread === 'range') return `${format(min)}–${format(max)}`;
  return interval === null ? '[–]' : `[${format(interval[0])}, ${format(interval[1])}]`;
}

/** A whole count is too coarse for what spreads around a mean of counts. */
function formatSpread(std: number, unit: Unit): string {
  return unit === 'count' && std > 0 && std < 10 ? std.toFixed(1) : formatValue(std, unit);
}

/** Everything that is known of a cell, as a line. */
export function summaryText(summary: Summary, unit: Unit): string {
  const { n, mean } = summary;
  const sign = unit === 'percent' ? ' %' : '';
  const seeds = `${n} ${n === 1 ? 'seed' : 'seeds'}`;
  if (n === 1) return `${formatValue(mean, unit)}${sign}, one seed`;
  return [
    `mean ${formatValue(mean, unit)}${sign} over ${seeds}`,
    `std ${spreadText(summary, 'std', unit).slice(2)}`,
    `min–max ${spreadText(summary, 'range', unit)}`,
    `95 % interval ${spreadText(summary, 'interval', unit)}`,
  ].join('; ');
}

export const exportHeader = [
  'arm',
  'label',
  'level',
  'density',
  'metric',
  'n',
  'members',
  'mean',
  'std',
  'min',
  'max',
  'low95',
  'high95',
] as const;

/** A row for each arm and level, in full precision. */
export function exportRows(
  rows: readonly TableRow[],
  metric: string,
  arms: readonly { readonly id: string; readonly label: string }[],
): Cell[][] {
  return arms.flatMap(({ id, label }, column) =>
    rows.flatMap(({ cells }) => {
      const cell = cells[column];
      return cell ? [exportRow(id, label, metric, cell)] : [];
    }),
  );
}

/** A level of an arm, by the {@link exportHeader}. */
export function exportRow(
  arm: string,
  label: string,
  metric: string,
  { level, density, summary, members }: Level,
): Cell[] {
  const { n, mean, std, min, max, interval } = summary;
  const [low, high] = interval ?? [null, null];
  return [arm, label, level, density, metric, n, members.length, mean, std, min, max, low, high];
}
