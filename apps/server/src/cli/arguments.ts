import { InputError, isRecord } from '@tombola/shared';
import { InvalidArgumentError } from 'commander';

/** A parser for commander, which adds the option's name to the message; `UsageError` takes it apart again. */
function parser<T>(expected: string, read: (text: string) => T | undefined) {
  return (text: string): T => {
    const value = read(text);
    if (value !== undefined) return value;
    throw new InvalidArgumentError(`Expected ${expected}.`);
  };
}

const wholeNumber = (text: string): number | undefined => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);

const naturalNumber = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

/** A whole number from 1. */
export const positiveInteger = parser('a whole number from 1', wholeNumber);

/** A whole number, negative ones included. */
export const integer = parser('a whole number', (text) => (/^-?\d{1,9}$/.test(text) ? Number(text) : undefined));

/** Any number. */
export const decimal = parser('a number', (text) => readDecimal(text));

/** A number above 0. */
export const positiveNumber = parser('a number above 0', (text) => {
  const value = readDecimal(text);
  return value !== undefined && value > 0 ? value : undefined;
});

function readDecimal(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

/** `NAME=NUMBER`, for an option that may be given several times. */
export function collectNumber(text: string, before: Readonly<Record<string, number>>): Record<string, number> {
  const [name, value] = namedNumber(text);
  return { ...before, [name]: value };
}

const namedNumber = parser('NAME=NUMBER, such as dense_1=0.5', (text): [string, number] | undefined => {
  const at = text.lastIndexOf('=');
  const value = readDecimal(text.slice(at + 1));
  return at < 1 || value === undefined ? undefined : [text.slice(0, at), value];
});

/** Whole numbers from 1 with commas between them: `1,2`. */
export const positiveIntegers = parser('whole numbers from 1, such as 1,2', (text) => {
  const values = text.split(',').map(wholeNumber);
  return values.some((value) => value === undefined) ? undefined : (values as number[]);
});

/** Any numbers with commas between them: `-1,-1,1,1`. */
export const numbersWithCommas = parser('numbers with commas between them, such as -1,-1,1,1', (text) => {
  const values = text.split(',').map(readDecimal);
  return values.some((value) => value === undefined) ? undefined : (values as number[]);
});

/** Two different classes: `0,1`. */
export const twoClasses = parser('two different classes from 0, such as 0,1', (text): [number, number] | undefined => {
  const [i, k, ...more] = text.split(',').map(naturalNumber);
  return i === undefined || k === undefined || i === k || more.length > 0 ? undefined : [i, k];
});

/** Three different whole numbers from 0: `4,7,11`. */
export const threeNumbers = parser('three different whole numbers from 0, such as 4,7,11', (text) => {
  const values = text.split(',').map(naturalNumber);
  const isRight = values.length === 3 && new Set(values).size === 3 && !values.includes(undefined);
  return isRight ? (values as [number, number, number]) : undefined;
});

/** The shape of one example: `1,28,28` or `1x28x28`. */
export const imageShape = parser('channels, height and width, such as 1,28,28', (text) => {
  const values = text.split(/[,x]/).map(wholeNumber);
  return values.length !== 3 || values.some((value) => value === undefined)
    ? undefined
    : (values as [number, number, number]);
});

/** One of a list of names. */
export function oneOf<const T extends string>(names: readonly T[]) {
  return parser(`one of ${names.join(', ')}`, (text) => names.find((name) => name === text));
}

/** For an option that may be given several times. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** A whole number from 0. */
export const nonNegativeInteger = parser('a whole number from 0', naturalNumber);

/** Whole numbers from 0, ranges included: `0-4`, `0,2,7`. */
export const nonNegativeIntegers = parser('whole numbers from 0, such as 0-4 or 0,2,7', (text) => {
  const values = text.split(',').flatMap((part) => {
    const [from, to = from] = part.split('-').map(naturalNumber);
    if (from === undefined || to === undefined || to < from || to - from > 999) return [undefined];
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  return values.some((value) => value === undefined) ? undefined : (values as number[]);
});

/**
 * `optimizer.learningRate=0.001` and the like as one nested record. Values are JSON where they are JSON, else texts.
 *
 * @throws {InputError} for a change without a path or without a value.
 */
export function changesFrom(changes: readonly string[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const change of changes) {
    const [, path, text] = /^([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)=(.+)$/s.exec(change) ?? [];
    if (path === undefined || text === undefined) {
      throw new InputError({
        what: 'this change is wrong',
        value: change,
        expected: 'PATH=VALUE, such as optimizer.learningRate=0.001',
      });
    }
    const names = path.split('.');
    let record = root;
    for (const name of names.slice(0, -1)) {
      if (!Object.hasOwn(record, name)) record[name] = {};
      const inner = record[name];
      if (!isRecord(inner)) {
        throw new InputError({ what: `${path} is inside a value`, value: change, expected: `${name} to be a record` });
      }
      record = inner;
    }
    record[names.at(-1)!] = jsonOrText(text);
  }
  return root;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
