/** A piece of SVG text. */
export type Svg = string;

/** By name, in the order in which they are written. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; attributes that are undefined are left out, numbers are rounded to hundredths of a pixel. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? number(value) : escape(String(value))}"`)
    .join('');
  const inside = children.join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** Text content, escaped. */
export function escape(text: string): Svg {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A number of pixels as short text. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

export type Pixel = readonly [x: number, y: number];

/** Path data of a closed polygon. */
export function polygonPath(points: readonly Pixel[]): string {
  return `${points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${number(x)} ${number(y)}`).join('')}Z`;
}

/** Path data of a segment; empty when both ends are the same hundredth of a pixel. */
export function segmentPath([x, y]: Pixel, [u, v]: Pixel): string {
  const [from, to] = [`${number(x)} ${number(y)}`, `${number(u)} ${number(v)}`];
  return from === to ? '' : `M${from}L${to}`;
}
