import { canonicalJson, hash, type PicturesData } from '@tombola/shared';
import { sequentialStyleSheet } from '../charts/sequential';
import { svgDocument } from '../figure/document';
import type { Theme } from '../figure/palette';
import { figureStyleSheet } from '../figure/theme';
import { composePictures, type PicturesHeading } from './compose';

/** Pictures of what first layers keep as a standalone SVG document. @throws {InputError} as {@link composePictures}. */
export function renderPictures(
  heading: PicturesHeading,
  data: PicturesData,
  { theme = 'auto' }: { theme?: Theme } = {},
): string {
  const id = `pictures-${hash(canonicalJson({ ...heading })).slice(0, 8)}`;
  const styles = `${figureStyleSheet(theme)}\n${sequentialStyleSheet(theme)}`;
  return `${svgDocument(composePictures(heading, data, { id }), { sized: true, styles })}\n`;
}
