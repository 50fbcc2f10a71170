import { canonicalJson, hash, type DotsSpec, type FigureSpec } from '@tombola/shared';
import { compose } from '../compose';
import type { Observation } from '../observation';
import { svgDocument } from './document';
import type { Theme } from './palette';
import { figureStyleSheet } from './theme';

/**
 * A figure that was read before as a standalone SVG document: the same observations and figure give the same text. Lines
 * join means at the levels and bands span the seeds; nothing is smoothed. Sizes are CSS pixels; the picture scales.
 *
 * @throws {InputError} for an arm without observations, or as `aggregate`.
 */
export function standaloneFigure(
  spec: FigureSpec | DotsSpec,
  observations: readonly Observation[],
  { theme = 'auto' }: { theme?: Theme } = {},
): string {
  const drawing = compose(spec, observations, { id: `figure-${hash(canonicalJson(spec)).slice(0, 8)}` });
  return `${svgDocument(drawing, { sized: true, styles: figureStyleSheet(theme) })}\n`;
}
