import fc from 'fast-check';
import { smooth } from './smooth';

const values = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), { maxLength: 50 });
const weight = fc.double({ min: 0, max: 0.999, noNaN: true });

test('a constant curve stays where it is from its first point on', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), weight, (value, w) => {
      for (const each of smooth([value, value, null, value], w)) if (each !== null) expect(each).toBeCloseTo(value, 6);
    }),
  );
});

test('smoothed values stay between the least and the greatest', () => {
  fc.assert(
    fc.property(values, weight, (all, w) => {
      const numbers = all.filter((value) => value !== null);
      for (const each of smooth(all, w)) {
        if (each === null) continue;
        expect(each).toBeGreaterThanOrEqual(Math.min(...numbers) - 1e-6);
        expect(each).toBeLessThanOrEqual(Math.max(...numbers) + 1e-6);
      }
    }),
  );
});

test('weight 0 changes nothing, and missing values stay missing', () => {
  expect(smooth([1, null, 3], 0)).toEqual([1, null, 3]);
  expect(smooth([null, 2, null, 4], 0.5)).toEqual([null, 2, null, 10 / 3]);
});
