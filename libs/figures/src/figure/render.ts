import type { FigureDeclaration } from '@tombola/shared';
import type { Observation } from '../observation';
import { composeFigure } from './compose';
import { svgDocument } from './document';
import { readFigure } from './read';
import type { Theme } from './palette';
import { figureStyleSheet } from './theme';

/**
 * A declared figure as a standalone SVG document: the same observations and declaration give the same text. Lines join
 * means at the levels and bands span the seeds; nothing is smoothed. Sizes are CSS pixels; the picture scales.
 *
 * @throws {InputError} for a wrong declaration, an arm without observations, or as `aggregate`.
 */
export function renderFigure(
  declared: FigureDeclaration,
  observations: readonly Observation[],
  { theme = 'auto' }: { theme?: Theme } = {},
): string {
  const drawing = composeFigure(readFigure(declared), observations);
  return `${svgDocument(drawing, { sized: true, styles: figureStyleSheet(theme) })}\n`;
}
