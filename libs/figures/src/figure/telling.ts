import { element, escape, type Attributes, type Svg } from './svg';

/** What a mark tells when it is pointed at. */
export interface Telling {
  readonly attributes: Attributes;
  /** A child of the mark. */
  readonly title: Svg;
}

/**
 * A text as the browser's own tooltip; or, for a page that shows tooltips itself, the text and the facts behind it as
 * `data-` attributes: numbers in full precision, facts that are undefined left out.
 */
export function tell(
  interactive: boolean,
  text: string,
  facts: Readonly<Record<string, string | number | undefined>>,
): Telling {
  if (!interactive) return { attributes: {}, title: element('title', {}, escape(text)) };
  const named = Object.entries({ ...facts, text }).map(([name, value]) => [
    `data-${name}`,
    value === undefined ? undefined : String(value),
  ]);
  return { attributes: Object.fromEntries(named) as Attributes, title: '' };
}
