import type { Unit } from '@tombola/shared';
import { formatCompact, formatValue } from '../../lib/format';

/** A value at a tick, without digits that say nothing: 90, not 90.00. */
export function shortValue(tick: number, unit: Unit): string {
  if (unit === 'percent') return String(Number((tick * 100).toFixed(4)));
  return unit === 'count' ? formatCompact(tick) : formatValue(tick, unit);
}
