import { drawnMetrics } from '@tombola/figures';
import type { Study } from './study';

/** Every metric that a study shows, once: those of its tables, then what its figures have besides. */
export function shownMetrics({ tables, figure, figures = [] }: Pick<Study, 'tables' | 'figure' | 'figures'>): string[] {
  return [...new Set([...tables.map(({ metric }) => metric), ...[figure, ...figures].flatMap(drawnMetrics)])];
}
