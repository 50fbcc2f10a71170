import { isValues } from '../schema-form/json-schema';

/** What is longer is broken into lines. */
export const LINE = 90;

/** Whether a text can stand as the name of a member without quotes. */
export const isName = (text: string): boolean => /^[A-Za-z]\w*$/.test(text);

interface Style {
  readonly text: (value: string) => string;
  readonly name: (value: string) => string;
  /** After the last item of what is broken into lines. */
  readonly last: string;
}

const json: Style = { text: JSON.stringify, name: JSON.stringify, last: '' };
const single = (value: string) =>
  `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
const typescript: Style = { text: single, name: (value) => (isName(value) ? value : single(value)), last: ',' };

/** A value of JSON as JSON, on one line where it fits. */
export const jsonOf = (value: unknown): string => print(value, json, '');

/** A value of JSON as TypeScript is written. */
export const literal = (value: unknown): string => print(value, typescript, '');

function print(value: unknown, style: Style, indent: string): string {
  if (typeof value === 'string') return style.text(value);
  if (!isValues(value) && !Array.isArray(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => print(item, style, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => `${style.name(key)}: ${print(member, style, inner)}`);
  const [open, close, gap] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' '];
  if (items.length === 0) return `${open}${close}`;
  const line = `${open}${gap}${items.join(', ')}${gap}${close}`;
  if (!line.includes('\n') && line.length + indent.length <= LINE) return line;
  return `${open}\n${inner}${items.join(`,\n${inner}`)}${style.last}\n${indent}${close}`;
}
