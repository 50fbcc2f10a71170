/** A piece of a picture; attributes have the names that React gives them. */
export interface Mark {
  readonly tag: 'g' | 'line' | 'path' | 'rect' | 'text';
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The words of a text. */
  readonly text?: string;
  /** Shown on hover. */
  readonly title?: string;
  readonly children?: readonly Mark[];
}

/** A picture as data: a page shows it as elements, an export as text, each in its own colours. */
export interface Drawing {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What it shows, in words. */
  readonly label: string;
  readonly marks: readonly Mark[];
}

/** Attributes whose names SVG writes with a hyphen. */
const hyphened: Readonly<Record<string, string>> = {
  dominantBaseline: 'dominant-baseline',
  fillOpacity: 'fill-opacity',
  fontFamily: 'font-family',
  fontSize: 'font-size',
  fontWeight: 'font-weight',
  shapeRendering: 'shape-rendering',
  paintOrder: 'paint-order',
  strokeDasharray: 'stroke-dasharray',
  strokeLinejoin: 'stroke-linejoin',
  strokeOpacity: 'stroke-opacity',
  strokeWidth: 'stroke-width',
  textAnchor: 'text-anchor',
};

/** A drawing as an SVG document of its own, on a background. */
export function svgText({ width, height, label, marks }: Drawing, background: string): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(label)}</title>`,
    `<rect width="100%" height="100%" fill="${background}"/>`,
    ...marks.map(markText),
    '</svg>',
  ].join('\n');
}

function markText({ tag, attributes, text = '', title, children = [] }: Mark): string {
  const written = Object.entries(attributes)
    .map(([name, value]) => ` ${hyphened[name] ?? name}="${escape(String(value))}"`)
    .join('');
  const inside = [
    title === undefined ? '' : `<title>${escape(title)}</title>`,
    escape(text),
    ...children.map(markText),
  ];
  return `<${tag}${written}>${inside.join('')}</${tag}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);

/** Pixels to tenths: what is drawn needs no more, and texts stay short. */
export const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;
