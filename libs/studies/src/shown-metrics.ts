import type { Study } from './study';

/** Every metric that a study shows, once: those of its tables, then what its figure has besides: its panels, its x axis. */
export function shownMetrics({ tables, figure: { x, y, panels } }: Pick<Study, 'tables' | 'figure'>): string[] {
  const drawn = [...(y === undefined ? [] : [y]), ...(panels ?? [])].map(({ metric }) => metric);
  // Density places levels without being measured.
  const placed = x.metric === 'density' ? [] : [x.metric];
  return [...new Set([...tables.map(({ metric }) => metric), ...drawn, ...placed])];
}
