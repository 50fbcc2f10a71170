import type { PicturesData } from '@tombola/shared';
import { svgDocument } from '../figure/document';
import type { Svg } from '../figure/svg';
import { composePictures, type PicturesHeading, type PicturesOptions } from './compose';

/**
 * Pictures to be put into a page, as {@link renderPictures} draws them but without `style` elements and attributes, which a
 * strict content security policy refuses: the page has `figureStyleSheet` and `sequentialStyleSheet`. They are as wide as
 * their place.
 *
 * @throws {InputError} as {@link composePictures}.
 */
export function drawPictures(heading: PicturesHeading, data: PicturesData, options: PicturesOptions): Svg {
  return svgDocument(composePictures(heading, data, options), { sized: false });
}
