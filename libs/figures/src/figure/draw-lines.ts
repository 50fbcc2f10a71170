import type { FigureSpec } from '@tombola/shared';
import type { Observation } from '../observation';
import { composeFigure, type ComposeOptions, type Composition } from './compose';
import { svgDocument } from './document';
import type { Svg } from './svg';

export interface DrawOptions extends Omit<ComposeOptions, 'id'> {
  /** Begins every id in the drawing; unique in its document. @default figure */
  readonly id?: string;
  /** Width and height as attributes; without them the picture is as wide as its place. @default true */
  readonly sized?: boolean;
}

/** A figure for a page. */
export interface DrawnFigure {
  /** One `svg` element of the class `tombola-figure`. */
  readonly svg: Svg;
  /** In CSS pixels, as its viewBox says. */
  readonly width: number;
  readonly height: number;
}

/** A figure of lines, as `drawFigure` draws it: a page that loads this alone has nothing of other kinds. */
export function drawLines(
  spec: FigureSpec,
  observations: readonly Observation[],
  { sized = true, id = 'figure', ...options }: DrawOptions = {},
): DrawnFigure {
  return drawnOf(composeFigure(spec, observations, { ...options, id }), sized);
}

/** A layout as a figure for a page. */
export function drawnOf(drawing: Composition, sized: boolean): DrawnFigure {
  return { svg: svgDocument(drawing, { sized }), width: drawing.width, height: drawing.height };
}
