import { partOf } from '@tombola/figures';
import type { AnyFigure } from './figure-facts';

/**
 * A figure without the arms that the scale of the study has not: nobody trains them, so nobody waits for them. A line that
 * several arms share is that of those that there are. A figure of which nothing is left stays as it is.
 *
 * @param arms ids of those that are trained
 */
export function plannedPart<F extends AnyFigure>(spec: F, arms: readonly string[]): F;
export function plannedPart(spec: AnyFigure, arms: readonly string[]): AnyFigure {
  return partOf(spec, (arm) => arms.includes(arm)) ?? spec;
}
