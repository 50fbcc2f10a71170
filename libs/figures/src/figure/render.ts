import type { FigureDeclaration } from '@tombola/shared';
import type { Observation } from '../observation';
import type { Theme } from './palette';
import { readFigure } from './read';
import { standaloneFigure } from './standalone';

/**
 * A declared figure, checked, as {@link standaloneFigure}.
 *
 * @throws {InputError} for a wrong declaration, and as there.
 */
export function renderFigure(
  declared: FigureDeclaration,
  observations: readonly Observation[],
  options: { theme?: Theme } = {},
): string {
  return standaloneFigure(readFigure(declared), observations, options);
}
