import { drawnMetrics } from '@tombola/figures';
import type { Study } from './study';

/** Every metric that a study shows, once: those of its tables, then what its figures and fronts have besides. */
export function shownMetrics({
  tables,
  figure,
  figures = [],
  fronts = [],
}: Pick<Study, 'tables' | 'figure' | 'figures' | 'fronts'>): string[] {
  const axes = fronts.flatMap(({ cost, gain }) => [cost.metric, gain.metric]);
  return [...new Set([...tables.map(({ metric }) => metric), ...[figure, ...figures].flatMap(drawnMetrics), ...axes])];
}
