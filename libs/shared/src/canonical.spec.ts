import fc from 'fast-check';
import { canonicalJson, hash } from './canonical';
import { InputError } from './errors';

test('the order of members does not change the canonical text', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: 0.1 })).toBe('{"a":0.1,"b":[1,{"c":"x","d":null}]}');
});

test('canonical text reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([[NaN], [Infinity], [() => 1], [new Date(0)], [undefined]])('%p has no canonical text', (value) => {
  expect(() => canonicalJson({ value: [value] })).toThrow(InputError);
});

test('the hash is SHA-256', () => {
  expect(hash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
