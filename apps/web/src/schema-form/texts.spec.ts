import fc from 'fast-check';
import type { JsonSchema } from './json-schema';
import { printValue, readText } from './texts';

const number = { control: 'number', schema: { type: 'number' } } as const;
const list = (type: string) => ({ control: 'list', schema: { type: 'array', items: { type } } }) as const;
const choice = (schema: JsonSchema) => ({ control: 'choice', schema }) as const;
const json = { control: 'json', schema: {} } as const;

test('what is printed is read as what it was', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const law = <T>(leaf: Parameters<typeof readText>[0], values: fc.Arbitrary<T>) =>
    fc.assert(fc.property(values, (value) => expect(readText(leaf, printValue(leaf, value))).toEqual(value)));
  law(number, finite);
  law(list('integer'), fc.array(fc.integer()));
  law(list('string'), fc.array(fc.stringMatching(/^[a-z]+$/)));
  law(choice({ enum: ['a', 'b', 3] }), fc.constantFrom('a', 'b', 3));
  law(choice({ type: 'boolean' }), fc.boolean());
  law(
    json,
    fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  );
});

test('what means nothing stays the text that it is', () => {
  expect(['12x', '1e', '', '0x10', 'Infinity', '1e999'].map((text) => readText(number, text))).toEqual([
    '12x',
    '1e',
    '',
    '0x10',
    'Infinity',
    '1e999',
  ]);
  expect(readText(list('integer'), '300 100,7 ')).toEqual([300, 100, 7]);
  expect(readText(list('integer'), '300, wide')).toEqual([300, 'wide']);
  expect(readText(choice({ enum: ['a'] }), 'b')).toBe('b');
  expect(readText(json, '{"a":')).toBe('{"a":');
});

test('numbers are read as people type them', () => {
  expect(['.5', '1.', '+3', '1E-3', ' 7 ', '-0'].map((text) => readText(number, text))).toEqual([
    0.5, 1, 3, 0.001, 7, 0,
  ]);
});
