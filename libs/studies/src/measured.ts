import { renderFigure, tabulate, type Observation, type StudyTable } from '@tombola/figures';
import { drawnMetrics } from './shown-metrics';
import type { Study } from './study';

/**
 * The figure of a study as a document, of the arms and levels that have measured what it shows. Undefined while none has.
 *
 * @param subtitle for a figure that declares none
 */
export function figureOfStudy(
  { figure }: Pick<Study, 'figure'>,
  observations: readonly Observation[],
  subtitle: string,
): string | undefined {
  const { measured, present } = having(observations, drawnMetrics(figure));
  const arms = figure.arms.filter(({ arm, also = [] }) => [arm, ...also].some((name) => present.has(name)));
  if (arms.length === 0) return undefined;
  return renderFigure({ ...figure, subtitle: figure.subtitle ?? subtitle, arms }, measured);
}

/** A table of a study, of the arms and levels that have its metric: without columns while none has. */
export function tableOfStudy(
  { arms }: Pick<Study, 'arms'>,
  table: Study['tables'][number],
  observations: readonly Observation[],
): StudyTable {
  const { measured, present } = having(observations, [table.metric]);
  const columns = arms.map(({ id: arm, label }) => ({ arm, label })).filter(({ arm }) => present.has(arm));
  return tabulate(measured, { ...table, arms: columns });
}

function having(observations: readonly Observation[], names: readonly string[]) {
  const measured = observations.filter(({ metrics }) => names.every((name) => metrics[name] !== undefined));
  return { measured, present: new Set(measured.map(({ arm }) => arm)) };
}
