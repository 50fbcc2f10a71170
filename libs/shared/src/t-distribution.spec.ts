import fc from 'fast-check';
import { quantileOfT, withinT } from './t-distribution';

test('quantiles are those of the tables', () => {
  // NIST/SEMATECH e-Handbook, 1.3.6.7.2, and the Cauchy distribution (one degree of freedom) in closed form.
  const table: readonly (readonly [p: number, freedom: number, t: number])[] = [
    [0.975, 2, 4.303],
    [0.975, 4, 2.776],
    [0.95, 9, 1.833],
    [0.995, 30, 2.75],
    [0.999, 100, 3.174],
  ];
  for (const [p, freedom, t] of table) expect(quantileOfT(p, freedom)).toBeCloseTo(t, 3);
  for (const p of [0.6, 0.9, 0.99]) expect(quantileOfT(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9);
});

test('a quantile is where the distribution has its share', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 0.9999, noNaN: true }), fc.integer({ min: 1, max: 200 }), (p, freedom) => {
      expect((1 + withinT(quantileOfT(p, freedom), freedom)) / 2).toBeCloseTo(p, 12);
    }),
  );
});
