import fc from 'fast-check';
import { fitX, fitY, rangeOf } from './fit-axis';

const base = { title: 'x', format: String, pixels: [0, 600] as const };

test('an upright axis encloses its values, an axis along the bottom ends near them', () => {
  const value = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.constantFrom('log', 'linear'), (values, kind) => {
      const y = fitY(values, { ...base, kind, pixels: [300, 0] });
      const x = fitX(values, { ...base, kind });
      for (const each of values) {
        expect(y.scale(each)).toBeGreaterThanOrEqual(-1e-6);
        expect(y.scale(each)).toBeLessThanOrEqual(300 + 1e-6);
        expect(x.scale(each)).toBeGreaterThanOrEqual(14 - 1e-6);
        expect(x.scale(each)).toBeLessThanOrEqual(586 + 1e-6);
      }
      expect(x.ticks.length).toBeGreaterThan(0);
    }),
  );
});

test('ticks have room for their texts', () => {
  const { ticks, scale } = fitX([1, 1000], {
    ...base,
    kind: 'log',
    pixels: [0, 120],
    format: (tick) => `${tick} weights`,
  });
  ticks.slice(1).forEach((tick, i) => expect(scale(tick) - scale(ticks[i]!)).toBeGreaterThan(60));
});

test('densities decrease to the right, levels are whole', () => {
  const density = fitX([0.01, 1], { ...base, kind: 'log', reversed: true });
  expect(density.scale(1)).toBe(14);
  expect(density.scale(0.01)).toBe(586);
  expect(fitX([0, 3], { ...base, kind: 'linear', whole: true }).ticks).toEqual([0, 1, 2, 3]);
});

test('what a log scale cannot show is linear, and nothing has an axis too', () => {
  expect(fitY([0, 10], { ...base, kind: 'log', pixels: [100, 0] }).scale(5)).toBe(50);
  expect(rangeOf([])).toEqual([0, 1]);
});
