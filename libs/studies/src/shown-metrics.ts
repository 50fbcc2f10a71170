import { drawnMetrics } from '@tombola/figures';
import type { Study } from './study';

/** Every metric that a study shows, once: those of its tables, then what its figures, fronts, claims and headlines have besides. */
export function shownMetrics({
  tables,
  figure,
  figures = [],
  fronts = [],
  claims,
  headlines = [],
}: Pick<Study, 'tables' | 'figure' | 'figures' | 'fronts' | 'claims' | 'headlines'>): string[] {
  const axes = fronts.flatMap(({ cost, gain }) => [cost.metric, gain.metric]);
  const compared = [...claims, ...headlines].map(({ metric }) => metric);
  const drawn = [figure, ...figures].flatMap(drawnMetrics);
  return [...new Set([...tables.map(({ metric }) => metric), ...drawn, ...axes, ...compared])];
}
