import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { jsonOf, literal } from './literal';

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

test('JSON is JSON, and TypeScript means the same', () => {
  fc.assert(
    fc.property(fc.jsonValue().map(plain), (value) => {
      expect(JSON.parse(jsonOf(value))).toEqual(value);
    }),
  );
  const member = fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[A-Za-z -]*$/), fc.array(member), { noNullPrototype: true }),
      (value) => {
        // The text is a program: it is what a reader would paste.
        expect(plain(runInNewContext(`(${literal(value)})`))).toEqual(value);
      },
    ),
  );
});

test('what fits stands on one line, what does not is broken', () => {
  expect(jsonOf({ seeds: [0, 1], name: 'a' })).toBe('{ "seeds": [0, 1], "name": "a" }');
  expect(literal({ 'two words': 'it’s' })).toBe("{ 'two words': 'it’s' }");
  expect(literal({ a: 'x'.repeat(60), b: ['y'.repeat(40)] })).toBe(
    `{\n  a: '${'x'.repeat(60)}',\n  b: ['${'y'.repeat(40)}'],\n}`,
  );
});
