import fc from 'fast-check';
import { productsOf, restricted, solve } from './semi-definite';

const rows = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }))
  .chain(([size, count]) =>
    fc
      .array(fc.integer({ min: -5, max: 5 }), { minLength: size * count, maxLength: size * count })
      .map((values) => ({ size, samples: Float32Array.from(values) })),
  );

test('products are sums over samples', () => {
  const { data } = productsOf(Float32Array.of(1, 2, 3, 4), 2);
  expect([...data]).toEqual([10, 14, 14, 20]);
  expect([...restricted({ size: 2, data }, [1]).data]).toEqual([20]);
});

test('normal equations are solved, dependent columns or not', () => {
  fc.assert(
    fc.property(rows, ({ size, samples }) => {
      const products = productsOf(samples, size);
      const truth = Float64Array.from({ length: size * 2 }, (_, i) => (i % 3) - 1);
      // Right sides that have a solution: A times something.
      const rights = Float64Array.from({ length: size * 2 }, (_, i) =>
        truth.reduce((sum, value, k) => {
          const [row, column] = [Math.floor(i / 2), i % 2];
          return k % 2 === column ? sum + products.data[row * size + Math.floor(k / 2)]! * value : sum;
        }, 0),
      );
      const solution = solve(products, rights, 2);
      for (let row = 0; row < size; row++) {
        for (const column of [0, 1]) {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += products.data[row * size + k]! * solution[k * 2 + column]!;
          expect(sum).toBeCloseTo(rights[row * 2 + column]!, 6);
        }
      }
    }),
  );
});

test('an unknown that another makes superfluous is 0', () => {
  const solution = solve(productsOf(Float32Array.of(1, 1, 2, 2), 2), Float64Array.of(5, 5), 1);
  expect([...solution]).toEqual([1, 0]);
});
