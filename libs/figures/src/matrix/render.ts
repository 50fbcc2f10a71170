import { canonicalJson, hash, type MatrixData } from '@tombola/shared';
import { sequentialStyleSheet } from '../charts/sequential';
import { svgDocument } from '../figure/document';
import type { Theme } from '../figure/palette';
import { figureStyleSheet } from '../figure/theme';
import { composeMatrix, type MatrixHeading } from './compose';

/** A heat map as a standalone SVG document. @throws {InputError} as {@link composeMatrix}. */
export function renderMatrix(
  heading: MatrixHeading,
  data: MatrixData,
  { theme = 'auto' }: { theme?: Theme } = {},
): string {
  const id = `matrix-${hash(canonicalJson({ ...heading })).slice(0, 8)}`;
  const styles = `${figureStyleSheet(theme)}\n${sequentialStyleSheet(theme)}`;
  return `${svgDocument(composeMatrix(heading, data, { id }), { sized: true, styles })}\n`;
}
