/** What a page holds within itself and a browser runs or applies: texts of scripts and styles, values of `style=`. */
export interface Inline {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly styleAttributes: readonly string[];
}

/** A comment; or a tag with its attributes, in which a `>` may stand between quotes. */
const token = /<!--[\s\S]*?-->|<([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const attribute = /([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Reads the HTML of a page as far as a Content-Security-Policy has to know it. */
export function inlineOf(html: string): Inline {
  // As a parser reads it: line ends are one character.
  const text = html.replace(/\r\n?/g, '\n');
  const scripts: string[] = [];
  const styles: string[] = [];
  const styleAttributes: string[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const name = match[1]?.toLowerCase();
    if (name === undefined) continue;
    const attributes = attributesOf(match[2]!);
    const style = attributes.get('style');
    if (style !== undefined) styleAttributes.push(style);
    if (name !== 'script' && name !== 'style') continue;
    // Its text is raw: nothing in it is a tag but its own end.
    const end = new RegExp(`</${name}[\\s/>]`, 'gi');
    end.lastIndex = token.lastIndex;
    const until = end.exec(text)?.index ?? text.length;
    const content = text.slice(token.lastIndex, until);
    token.lastIndex = until;
    if (name === 'style') styles.push(content);
    else if (!attributes.has('src')) scripts.push(content);
  }
  return { scripts, styles, styleAttributes };
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, ...values] of text.matchAll(attribute)) {
    const key = name!.toLowerCase();
    // Of two, the first counts.
    if (!attributes.has(key)) attributes.set(key, unescaped(values.find((value) => value !== undefined) ?? ''));
  }
  return attributes;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A value without the references that a renderer writes. */
function unescaped(value: string): string {
  return value.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()]!;
    const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
