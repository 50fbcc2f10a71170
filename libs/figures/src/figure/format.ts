import type { Unit } from '@tombola/shared';

/** A metric's value as people read it: percentages without their sign, counts with thousands separators. */
export function formatValue(value: number, unit: Unit, digits?: number): string {
  switch (unit) {
    case 'percent':
      return (value * 100).toFixed(digits ?? 2);
    case 'count':
      return grouped(value.toFixed(digits ?? 0));
    case 'number':
      return digits === undefined ? value.toPrecision(4) : value.toFixed(digits);
  }
}

/** A density as a percentage with one decimal, two significant digits below one per cent: 100, 51.2, 7.0, 0.42. */
export function formatDensity(density: number): string {
  const percent = density * 100;
  if (percent > 0 && percent < 0.95) return String(Number(percent.toPrecision(2)));
  return percent.toFixed(1).replace(/^100\.0$/, '100');
}

/** Ticks with as many decimals as tell them apart. */
export function formatTicks(ticks: readonly number[], unit: Unit): string[] {
  const factor = unit === 'percent' ? 100 : 1;
  const decimalsOf = (value: number) => (String(Number((value * factor).toPrecision(9))).split('.')[1] ?? '').length;
  const digits = Math.max(...ticks.map(decimalsOf));
  return ticks.map((tick) => formatValue(tick, unit, digits));
}

/** "mean (min–max)". */
export function formatRange(summary: { mean: number; min: number; max: number }, unit: Unit): string {
  const [mean, min, max] = [summary.mean, summary.min, summary.max].map((value) => formatValue(value, unit));
  return min === max ? mean! : `${mean} (${min}–${max})`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
