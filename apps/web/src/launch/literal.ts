import { isValues } from '../schema-form/json-schema';

/** What is longer is broken into lines. */
export const LINE = 90;

/** Whether a text can stand as the name of a member without quotes. */
export const isName = (text: string): boolean => /^[A-Za-z]\w*$/.test(text);

/** A value of JSON as TypeScript is written. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (!isValues(value) && !Array.isArray(value)) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = `${indent}  `;
  const items = (within: string) =>
    Array.isArray(value)
      ? value.map((item) => literal(item, within))
      : Object.entries(value)
          .filter(([, member]) => member !== undefined)
          .map(([key, member]) => `${isName(key) ? key : literal(key)}: ${literal(member, within)}`);
  const gap = open === '{' ? ' ' : '';
  const flat = items(inner);
  if (flat.length === 0) return `${open}${close}`;
  const line = `${open}${gap}${flat.join(', ')}${gap}${close}`;
  if (!line.includes('\n') && line.length + indent.length <= LINE) return line;
  return `${open}\n${flat.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}
