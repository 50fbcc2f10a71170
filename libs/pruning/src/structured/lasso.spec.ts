import fc from 'fast-check';
import { lasso } from './lasso';
import { productsOf } from './semi-definite';

const problem = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.record({
    samples: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: size * 6, maxLength: size * 6 }),
    rights: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: size, maxLength: size }),
    penalty: fc.double({ min: 0.1, max: 40, noNaN: true }),
  }),
);

test('without correlation coefficients are shrunk one by one', () => {
  const products = productsOf(Float32Array.of(2, 0, 0, 1), 2);
  const solve = (penalty: number) => [...lasso(products, Float64Array.of(8, -3), penalty, new Float64Array(2))];
  expect(solve(0)).toEqual([2, -3]);
  expect(solve(2)).toEqual([1.5, -1]);
  expect(solve(4).map(Math.abs)).toEqual([1, 0]);
});

test('at the solution no coefficient can be bettered', () => {
  fc.assert(
    fc.property(problem, ({ samples, rights, penalty }) => {
      const size = rights.length;
      const products = productsOf(Float32Array.from(samples), size);
      // Right sides that X can make, so that there is a least.
      const right = Float64Array.from({ length: size }, (_, i) =>
        rights.reduce((sum, value, j) => sum + (products.data[i * size + j]! * value) / 10, 0),
      );
      const solution = lasso(products, right, penalty, new Float64Array(size));
      solution.forEach((value, i) => {
        const slope = right[i]! - solution.reduce((sum, other, j) => sum + products.data[i * size + j]! * other, 0);
        const scale = Math.max(1, ...right.map(Math.abs));
        if (value === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(penalty + 1e-3 * scale);
        else expect(Math.abs(slope - penalty * Math.sign(value))).toBeLessThan(1e-3 * scale);
      });
    }),
  );
});
