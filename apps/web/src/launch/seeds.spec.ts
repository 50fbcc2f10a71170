import fc from 'fast-check';
import { parseSeeds, printSeeds } from './seeds';

test('printed seeds are read as what they were', () => {
  const seed = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 999_999_999 }));
  fc.assert(
    fc.property(fc.uniqueArray(seed, { minLength: 1, maxLength: 60 }), (seeds) => {
      expect(parseSeeds(printSeeds(seeds))).toEqual([...seeds].sort((a, b) => a - b));
    }),
  );
});

test('ranges and single seeds are read, sorted, each once', () => {
  expect(parseSeeds('0-4')).toEqual([0, 1, 2, 3, 4]);
  expect(parseSeeds(' 7, 0 2,2 ')).toEqual([0, 2, 7]);
  expect(parseSeeds('5,3-6')).toEqual([3, 4, 5, 6]);
  expect(printSeeds([7, 0, 1, 2, 4, 5, 4])).toBe('0-2,4,5,7');
});

test.each([
  ['', /at least one/],
  ['1-', /1- is none/],
  ['-3', /-3 is none/],
  ['1.5', /1.5 is none/],
  ['4-0', /smaller end first: 0-4/],
  ['0-1000', /at most 1000 seeds/],
  ['0-999,5000', /at most 1000 seeds/],
  ['12345678901', /nine digits/],
])('%j is refused with what was expected', (text, message) => {
  expect(parseSeeds(text)).toMatch(message);
});
