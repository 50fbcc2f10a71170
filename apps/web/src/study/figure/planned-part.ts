import type { DotsSpec, FigureSpec } from '@tombola/shared';
import type { AnyFigure } from './figure-facts';

/**
 * A figure without the arms that the scale of the study has not: nobody trains them, so nobody waits for them. A line that
 * several arms share is that of those that there are. A figure of which nothing is left stays as it is.
 *
 * @param arms ids of those that are trained
 */
export function plannedPart<F extends AnyFigure>(spec: F, arms: readonly string[]): F;
export function plannedPart(spec: AnyFigure, arms: readonly string[]): AnyFigure {
  return spec.kind === 'dots' ? plannedDots(spec, arms) : plannedLines(spec, arms);
}

function plannedLines(spec: FigureSpec, planned: readonly string[]): FigureSpec {
  const arms = spec.arms.flatMap(({ arm, also = [], ...line }): FigureSpec['arms'] => {
    const [first, ...rest] = [arm, ...also].filter((name) => planned.includes(name));
    return first === undefined ? [] : [{ ...line, arm: first, ...(rest.length > 0 && { also: rest }) }];
  });
  return arms.length === 0 ? spec : { ...spec, arms };
}

function plannedDots(spec: DotsSpec, planned: readonly string[]): DotsSpec {
  const isPlanned = (arm: string | null) => arm !== null && planned.includes(arm);
  const rows = spec.rows
    .map(({ label, arms }) => ({ label, arms: arms.map((arm) => (isPlanned(arm) ? arm : null)) }))
    .filter(({ arms }) => arms.some((arm) => arm !== null));
  if (rows.length === 0) return spec;
  return { ...spec, rows, baselines: spec.baselines.filter(({ arm }) => isPlanned(arm)) };
}
