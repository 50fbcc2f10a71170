import fc from 'fast-check';
import { InputError } from '@tombola/shared';
import { parseRange, rangeWithin } from './range';

// RFC 9110, 14.1.2, with its example of 10,000 bytes.
test.each([
  ['bytes=0-499', 10_000, { start: 0, end: 499 }],
  ['bytes=500-999', 10_000, { start: 500, end: 999 }],
  ['bytes=-500', 10_000, { start: 9500, end: 9999 }],
  ['bytes=9500-', 10_000, { start: 9500, end: 9999 }],
  ['bytes=0-0', 10_000, { start: 0, end: 0 }],
  ['bytes=9999-20000', 10_000, { start: 9999, end: 9999 }],
  ['bytes=-20000', 10_000, { start: 0, end: 9999 }],
  ['Bytes = 1 - 2 ', 10_000, { start: 1, end: 2 }],
  [`bytes=0-${'9'.repeat(400)}`, 10_000, { start: 0, end: 9999 }],
])('%s of %i bytes is a range', (header, size, range) => {
  expect(parseRange(header, size)).toEqual(range);
});

test.each([
  ['bytes=10000-', 10_000],
  ['bytes=10000-10001', 10_000],
  ['bytes=-0', 10_000],
  ['bytes=0-', 0],
  ['bytes=0-0', 0],
  [`bytes=${'9'.repeat(400)}-`, 10_000],
])('%s of %i bytes cannot be satisfied', (header, size) => {
  expect(parseRange(header, size)).toBe('unsatisfiable');
});

test.each([
  undefined,
  '',
  'bytes',
  'bytes=',
  'bytes=-',
  'bytes=5-2',
  'bytes=0-1,3-4',
  'bytes=0-1,',
  'bytes=a-b',
  'bytes=1.5-2',
  'bytes=--5',
  'bytes=+1-2',
  'bytes=0x1-2',
  'lines=0-1',
  'bytes=٣-٤',
])('%j asks for the whole content', (header) => {
  expect(parseRange(header, 10)).toBeUndefined();
});

test('the last bytes of nothing are all of it', () => {
  expect(parseRange('bytes=-5', 0)).toBeUndefined();
});

test('whatever the header, a range lies within the content and has a byte', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.tuple(fc.constantFrom('bytes=', 'bytes= ', 'x='), fc.string({ unit: fc.constantFrom(...'0123456789-, ') })),
  );
  fc.assert(
    fc.property(odd, fc.nat(120), (header, size) => {
      const range = parseRange(Array.isArray(header) ? header.join('') : header, size);
      if (typeof range !== 'object') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(size);
    }),
  );
});

test('every single range means the bytes that it names', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (size, a, b) => {
      const bytes = Array.from({ length: size }, (_, i) => i);
      const take = (header: string) => {
        const range = parseRange(header, size);
        return typeof range === 'object' ? bytes.slice(range.start, range.end + 1) : [];
      };
      expect(take(`bytes=${a}-`)).toEqual(bytes.slice(a));
      expect(take(`bytes=-${a}`)).toEqual(a === 0 ? [] : bytes.slice(-a));
      if (a <= b) expect(take(`bytes=${a}-${b}`)).toEqual(bytes.slice(a, b + 1));
    }),
  );
});

test.each([
  [-1, 2],
  [3, 2],
  [0.5, 2],
  [0, NaN],
  [10, 12],
])('%d to %d is no part of ten bytes', (start, end) => {
  expect(() => rangeWithin({ start, end }, 10)).toThrow(InputError);
});
