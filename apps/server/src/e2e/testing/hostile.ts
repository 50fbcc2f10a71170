import { isRecord } from '@tombola/shared';
import fc from 'fast-check';

/** A value that exists in JSON only, or that is too long to be shown: its text, and a name for reports. */
export class Raw {
  constructor(
    readonly name: string,
    readonly text: string,
  ) {}

  [fc.toStringMethod](): string {
    return `<${this.name}>`;
  }
}

/** JSON of values that have {@link Raw} ones in them; what JSON has no word for is left out, as JSON.stringify does. */
export function toJson(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`).join(',')}}`;
}

const long = (name: string, unit: string, count: number) =>
  new Raw(`${name} x ${count}`, JSON.stringify(unit.repeat(count)));
const nested = (open: string, close: string, depth: number) =>
  new Raw(`${depth} deep ${open}`, `${open.repeat(depth)}null${close.repeat(depth)}`);

/** Texts that other programs have stumbled over. None says what an error of ours must not. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff\ud83d',
  '\u202e\u2066',
  '\ufeff',
  'e\u0301'.repeat(50),
  '\u{1f600}',
  '%',
  '_',
  '\\',
  '"',
  `'`,
  '`',
  ';',
  '--',
  `' or '1'='1`,
  `'; drop table users; --`,
  `x'); delete from studies; --`,
  `' union all table accounts --`,
  `1; copy users to program 'touch /tmp/tombola-was-here'`,
  `pg_sleep(20)`,
  `\\'; shutdown; --`,
  '{}',
  '[]',
  '{"a":1}',
  'null',
  'undefined',
  'true',
  'NaN',
  'Infinity',
  '-1',
  '1e309',
  '0x10',
  '9007199254740993',
  '..',
  '../../../../../../etc/passwd',
  '..\\..\\..\\windows\\win.ini',
  '/etc/passwd',
  'file:///etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%00/',
  'a/../../b',
  'C:\\x',
  '~root',
  'http://169.254.169.254/latest/meta-data/',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '\r\nset-cookie: x=1\r\n\r\n',
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}#{7*7}',
  '$(touch /tmp/tombola-was-here)',
  '%s%n%x',
  'A3ED33466E0F-s0',
  'a3ed33466e0f-s9007199254740993-l0',
  '2024-02-31T25:61:00Z',
  ',,,,',
  'a,'.repeat(300),
];

/** Ids as they should be, of nothing that there is. */
export const unknownIds: readonly string[] = [
  'nothing-smoke-00000000',
  '000000000000-s0',
  '000000000000-s9999999999999999',
  '000000000000-s0-l0',
  '000000000000-s9999999999999999-l999',
  ...['art', 'exp', 'note', 'usr', 'tbl', 'wrk'].map((prefix) => `${prefix}_0000000000000000`),
  'no-such-model',
  'noSuch.metric',
  'nobody@example.org',
];

const hugeTexts: readonly Raw[] = [
  long('a', 'a', 1001),
  long('a', 'a', 100_001),
  long('a', 'a', 900_000),
  long('a', 'a', 1_000_000),
  long('é\0', 'é\0', 20_000),
  long('\\ud800', '\ud800', 20_000),
];

const wrongTypes = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  1e21,
  5e-324,
  [],
  {},
  [[]],
  [null],
  { length: 1 },
  { toString: 1, valueOf: 1 },
  new Raw('1e309', '1e309'),
  new Raw('-1e309', '-1e309'),
  new Raw('-0', '-0'),
  new Raw('2^53+1', '9007199254740993'),
  new Raw('__proto__', '{"__proto__":{"role":"admin","scopes":["admin"]}}'),
  new Raw('constructor', '{"constructor":{"prototype":{"role":"admin"}}}'),
  new Raw('the same name twice', '{"limit":1,"limit":2,"study":1,"study":{}}'),
);

const big = fc.constantFrom<unknown>(
  nested('[', ']', 100),
  nested('[', ']', 10_000),
  nested('{"a":', '}', 40),
  nested('{"a":', '}', 10_000),
  new Raw('100,000 zeros', `[${'0,'.repeat(99_999)}0]`),
  new Raw('20,000 members', `{${Array.from({ length: 20_000 }, (_, i) => `"m${i}":0`).join(',')}}`),
  ...hugeTexts,
);

/** A text that nobody means well with, sometimes a very long one. */
export const hostileText: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 4, arbitrary: fc.constantFrom(...unknownIds) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...hugeTexts) },
);

/** Any JSON. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: wrongTypes },
  { weight: 3, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: big },
);
