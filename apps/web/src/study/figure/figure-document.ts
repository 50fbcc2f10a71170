import { drawnMetrics, observationsFromAggregates, standaloneFigure } from '@tombola/figures';
import type { ArmAggregateOut } from '@tombola/shared';
import type { AnyFigure } from './figure-facts';

/** The figure as a document, light: as far as it can be drawn whole. */
export function figureDocument(spec: AnyFigure, aggregates: readonly ArmAggregateOut[]): string {
  const metrics = drawnMetrics(spec);
  const observations = observationsFromAggregates(aggregates).filter((each) =>
    metrics.every((metric) => Number.isFinite(each.metrics[metric])),
  );
  return standaloneFigure(spec, observations, { theme: 'light' });
}
