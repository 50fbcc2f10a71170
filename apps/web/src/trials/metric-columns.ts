import type { StudyPage, Unit } from '@tombola/shared';
import { formatMetricName } from '../lib/format';

/** A metric that trials are compared by. */
export interface Metric {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
}

type Declared = { readonly metric?: unknown; readonly label?: unknown; readonly unit?: unknown };

/** The metrics that a study shows, in the order of its tables and then of its figure, with their names and units. */
export function metricsOf({ study: { declaration }, aggregates }: Pick<StudyPage, 'study' | 'aggregates'>): Metric[] {
  const { tables = [], figure = {} } = declaration as {
    tables?: Declared[];
    figure?: { y?: Declared; panels?: Declared[] };
  };
  const declared = [...tables, ...(figure.y === undefined ? [] : [figure.y]), ...(figure.panels ?? [])];
  return [...new Set(aggregates.map(({ metric }) => metric))].map((id) => {
    const { label, unit } = declared.find(({ metric }) => metric === id) ?? {};
    const name = typeof label === 'string' ? label.replace(/ \(%\)$/, '') : formatMetricName(id);
    return { id, label: name, unit: unit === 'percent' || unit === 'count' ? unit : 'number' };
  });
}
