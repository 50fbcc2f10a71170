import type { JsonSchema } from './json-schema';
import { optionsOf, type Leaf } from './tree';

type Readable = Pick<Leaf, 'control' | 'schema'>;

/** A list of nothing; an empty control is one that says nothing. */
const EMPTY = '[]';
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * What a text in a control means. What means nothing stays the text that it is, for the schema to refuse.
 * `readText(leaf, printValue(leaf, value))` is the value.
 */
export function readText({ control, schema }: Readable, text: string): unknown {
  const trimmed = text.trim();
  switch (control) {
    case 'number':
      return readNumber(trimmed);
    case 'choice':
      return optionsOf(schema)!.find((option) => printScalar(option) === trimmed) ?? trimmed;
    case 'list':
      return readList(trimmed, schema.items as JsonSchema);
    case 'json':
      return readJson(trimmed);
    case 'text':
      return text;
  }
}

/** A value as a control shows it. */
export function printValue({ control }: Pick<Leaf, 'control'>, value: unknown): string {
  if (value === undefined) return '';
  if (control === 'list' && Array.isArray(value)) return value.length === 0 ? EMPTY : value.map(printScalar).join(', ');
  return control === 'json' ? JSON.stringify(value) : printScalar(value);
}

function readNumber(text: string): unknown {
  const value = number.test(text) ? Number(text) : Number.NaN;
  // Without the sign of zero, which JSON has not.
  return Number.isFinite(value) ? value + 0 : text;
}

function readList(text: string, items: JsonSchema): unknown {
  const parts = text === EMPTY ? [] : text.split(/[\s,]+/).filter((part) => part !== '');
  return items.type === 'string' ? parts : parts.map(readNumber);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const printScalar = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
