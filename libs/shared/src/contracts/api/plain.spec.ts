import fc from 'fast-check';
import { isRecord } from '../../is-record';
import { plainRecordSchema } from './plain';

const accepts = (value: unknown) => plainRecordSchema.safeParse(value).success;

test('whatever JSON says in storable texts is taken as it is', () => {
  const records = fc
    .dictionary(fc.string(), fc.jsonValue({ maxDepth: 10, stringUnit: 'grapheme' }), { noNullPrototype: true })
    .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>)
    .filter((value) => !/\\u0000|\\ud[89a-f]|__proto__/i.test(JSON.stringify(value)));
  fc.assert(
    fc.property(records, (value) => {
      expect(plainRecordSchema.parse(value)).toEqual(value);
    }),
  );
});

test('what is too deep, too large or cannot be stored is refused, however deep', () => {
  const nested = (depth: number): unknown => JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
  expect(accepts(nested(32))).toBe(true);
  expect(accepts(nested(33))).toBe(false);
  expect(accepts(nested(100_000))).toBe(false);
  expect(accepts({ a: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown })).toBe(false);
  expect(accepts({ a: Array.from({ length: 50_000 }, () => 0) })).toBe(false);
  for (const text of ['\0', '\ud800', 'a\udc00']) {
    expect(accepts({ a: { b: [text] } })).toBe(false);
    expect(accepts({ a: { [text]: 1 } })).toBe(false);
  }
  expect(accepts(JSON.parse('{"a": {"__proto__": {"steps": 1}}}'))).toBe(false);
  for (const value of [null, [], 'a', 1, undefined]) expect(accepts(value)).toBe(false);
  expect(isRecord(plainRecordSchema.parse({}))).toBe(true);
});
