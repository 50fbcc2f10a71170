import type { Unit } from '@tombola/shared';

const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** 1234567 as 1,234,567. */
export const formatCount = (value: number): string => integer.format(value);

/** 1234567 as 1.23M. */
export const formatCompact = (value: number): string => compact.format(value);

/** A share in [0, 1] as a percentage, without its sign: 0.9649 as 96.49. */
export const formatPercent = (share: number, digits = 2): string => (share * 100).toFixed(digits);

/** Weights remaining, in [0, 1], as papers write them: 100 %, 51.3 %, 1.2 %, 0.08 %. */
export function formatDensity(density: number): string {
  const percent = density * 100;
  if (percent >= 99.95) return '100 %';
  return `${percent.toFixed(percent < 0.095 ? 2 : 1)} %`;
}

/** A metric's value in its unit; percentages without their sign. */
export function formatValue(value: number | null | undefined, unit: Unit = 'number'): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (unit === 'percent') return formatPercent(value);
  if (unit === 'count') return formatCount(value);
  return formatNumber(value);
}

/** Four significant digits, and powers of ten where a number is very small or large. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  return Number(value.toPrecision(4)).toString();
}

/** Bytes as 2.4 MB (powers of 1000, as on disks). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

/** Seconds as people say them: 48 s, 12 min, 3 h 5 min, 2 d 4 h. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.95) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 99.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A moment relative to now: just now, 5 min ago, 3 h ago, 2 d ago; older ones by their date. */
export function formatAgo(moment: string, now = Date.now()): string {
  const seconds = (now - Date.parse(moment)) / 1000;
  if (seconds < 10) return 'just now';
  if (seconds > 30 * 24 * 3600) return moment.slice(0, 10);
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 24 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}

/** `testAccuracyAtEarlyStop` as `test accuracy at early stop`; `validation.loss` as `validation loss`. */
export function formatMetricName(name: string): string {
  return name
    .replace(/[._]/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
    .toLowerCase();
}
