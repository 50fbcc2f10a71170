import { observationsFromAggregates, standaloneFigure } from '@tombola/figures';
import type { ArmAggregateOut, FigureSpec } from '@tombola/shared';

/** The figure as a document, light: as far as it can be drawn whole. */
export function figureDocument(
  spec: FigureSpec,
  aggregates: readonly ArmAggregateOut[],
  metrics: readonly string[],
): string {
  const observations = observationsFromAggregates(aggregates).filter((each) =>
    metrics.every((metric) => Number.isFinite(each.metrics[metric])),
  );
  return standaloneFigure(spec, observations, { theme: 'light' });
}
