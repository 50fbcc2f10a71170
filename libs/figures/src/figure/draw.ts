import type { DotsSpec, FigureSpec } from '@tombola/shared';
import { compose } from '../compose';
import type { Observation } from '../observation';
import { drawnOf, type DrawnFigure, type DrawOptions } from './draw-lines';

/**
 * A figure to be put into a page, as {@link renderFigure} draws it but without `style` elements and attributes, which a
 * strict content security policy refuses: the page has `figureStyleSheet`. The figure is one that was read before.
 *
 * Interactive marks tell `data-arm`, `data-level`, `data-density` and `data-text` (a sentence); seeds `data-seed`,
 * `data-draws`, `data-value` and, where known, `data-trials` (ids with spaces between); means `data-n`, `data-mean`,
 * `data-min` and `data-max`. The group around them has `data-metric` and `data-unit`.
 *
 * @throws {InputError} for an arm without observations unless the figure is partial, an impossible width, or as
 *   `aggregate`.
 */
export function drawFigure(
  spec: FigureSpec | DotsSpec,
  observations: readonly Observation[],
  { sized = true, id = 'figure', ...options }: DrawOptions = {},
): DrawnFigure {
  return drawnOf(compose(spec, observations, { ...options, id }), sized);
}
