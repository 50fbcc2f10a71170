import type { Study } from './study';

/** Every metric that a study shows, once: those of its tables, then what its figure has besides: its panels, its x axis. */
export function shownMetrics({ tables, figure }: Pick<Study, 'tables' | 'figure'>): string[] {
  return [...new Set([...tables.map(({ metric }) => metric), ...drawnMetrics(figure)])];
}

/** What a level must have measured to be in a figure. Density places levels without being measured. */
export function drawnMetrics({ x, y, panels }: Study['figure']): string[] {
  const drawn = [...(y === undefined ? [] : [y]), ...(panels ?? [])].map(({ metric }) => metric);
  return x.metric === 'density' ? drawn : [...drawn, x.metric];
}
