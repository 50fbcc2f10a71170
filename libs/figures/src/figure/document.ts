import type { Composition } from './compose';
import { element, escape, type Svg } from './svg';

/** What stands around a drawing. */
export interface DocumentOptions {
  /** Says width and height; else only the viewBox does, and the picture is as wide as its place. */
  readonly sized: boolean;
  /** CSS text inside the document. A page that forbids inline styles has it in a style sheet of its own. */
  readonly styles?: string;
}

/** A drawing as one `svg` element, named and described. */
export function svgDocument(drawing: Composition, { sized, styles }: DocumentOptions): Svg {
  const { id, width, height, title, description, body } = drawing;
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'tombola-figure',
    role: 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
    width: sized ? width : undefined,
    height: sized ? height : undefined,
    viewBox: `0 0 ${width} ${height}`,
    style: styles === undefined ? undefined : 'max-width:100%;height:auto',
  };
  return element(
    'svg',
    root,
    element('title', { id: `${id}-title` }, escape(title)),
    element('desc', { id: `${id}-desc` }, escape(description)),
    styles === undefined ? '' : element('style', {}, styles),
    element('rect', { class: 'surface', width, height }),
    body,
  );
}
