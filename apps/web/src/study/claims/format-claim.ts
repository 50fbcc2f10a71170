import { formatNumber, formatPercent } from '../../lib/format';

/** A difference with its sign: of percentages in points. */
export function formatDifference(value: number, unit: string): string {
  const text = unit === 'percent' ? formatPercent(Math.abs(value)) : formatNumber(Math.abs(value));
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** What a difference is counted in. */
export function differenceUnit(unit: string): string {
  return unit === 'percent' ? ' points' : '';
}

/** A p-value: three decimals, and none that says 0. */
export function formatP(value: number | null): string {
  if (value === null) return '–';
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}
