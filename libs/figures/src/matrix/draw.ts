import type { MatrixData } from '@tombola/shared';
import { svgDocument } from '../figure/document';
import type { Svg } from '../figure/svg';
import { composeMatrix, type MatrixHeading, type MatrixOptions } from './compose';

/**
 * A heat map to be put into a page, as {@link renderMatrix} draws it but without `style` elements and attributes, which a
 * strict content security policy refuses: the page has `figureStyleSheet` and `sequentialStyleSheet`. It is as wide as its
 * place.
 *
 * @throws {InputError} as {@link composeMatrix}.
 */
export function drawMatrix(heading: MatrixHeading, data: MatrixData, options: MatrixOptions): Svg {
  return svgDocument(composeMatrix(heading, data, options), { sized: false });
}
