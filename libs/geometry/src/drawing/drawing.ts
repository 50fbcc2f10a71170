import { element, escape, type Svg } from './svg';
import { geometryStyleSheet, type Theme } from './theme';

/** A picture before it is put somewhere. Sizes are CSS pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What is to be seen, for those who do not see it. */
  readonly description: string;
  readonly body: Svg;
}

/**
 * A drawing as one `svg` element of the class `tombola-geometry` without `style` elements and attributes, which a strict content
 * security policy refuses: the page has {@link geometryStyleSheet}.
 *
 * @param id begins the ids in it; unique in its document
 */
export function svgOf(drawing: Drawing, id = 'geometry'): Svg {
  return svg(drawing, id, '');
}

/** A drawing as a standalone SVG document: the same drawing gives the same text. */
export function svgDocument(drawing: Drawing, { theme = 'auto' }: { readonly theme?: Theme } = {}): string {
  return `${svg(drawing, 'geometry', element('style', {}, geometryStyleSheet(theme)))}\n`;
}

function svg({ width, height, title, description, body }: Drawing, id: string, styles: Svg): Svg {
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'tombola-geometry',
    role: 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  };
  return element(
    'svg',
    root,
    element('title', { id: `${id}-title` }, escape(title)),
    element('desc', { id: `${id}-desc` }, escape(description)),
    styles,
    element('rect', { class: 'surface', width, height }),
    body,
  );
}
