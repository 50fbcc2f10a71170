import fc from 'fast-check';
import { sparkline } from './sparkline';

const size = { width: 104, height: 24 };

test('the line spans its place, larger values higher', () => {
  expect(sparkline([0, 1, 0.5], size)).toBe('M2 22L52 2L102 12');
});

test('a null is a gap, a value between gaps a dot', () => {
  expect(sparkline([0, 0, null, 1, null, 0], size)).toBe('M2 22L22 22M62 2h0M102 22h0');
});

test('a range is shared by several lines', () => {
  expect(sparkline([0.5, 0.5], { ...size, range: [0, 1] })).toBe('M2 12L102 12');
});

test('one value is a dot in the middle, equal values a level line, none no line', () => {
  expect(sparkline([3], size)).toBe('M52 12h0');
  expect(sparkline([3, 3], size)).toBe('M2 12L102 12');
  expect(sparkline([], size)).toBe('');
  expect(sparkline([null, NaN], size)).toBe('');
});

test('every value is a point of the line, inside its place', () => {
  const value = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), (values) => {
      const points = [...sparkline(values, size).matchAll(/[ML](\S+?) ([\d.]+)/g)];
      expect(points).toHaveLength(values.filter((each) => each !== null).length);
      for (const [, x, y] of points) {
        expect(Number(x)).toBeGreaterThanOrEqual(2);
        expect(Number(x)).toBeLessThanOrEqual(102);
        expect(Number(y)).toBeGreaterThanOrEqual(2);
        expect(Number(y)).toBeLessThanOrEqual(22);
      }
    }),
  );
});

test('a long history does not break the stack', () => {
  expect(sparkline(new Array<number>(300_000).fill(1), size)).toContain('L102 12');
});
