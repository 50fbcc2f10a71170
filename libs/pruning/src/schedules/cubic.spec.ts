import { cubic } from './cubic';

const digits = (value: number) => Number(value.toFixed(6));

test('sparsity follows the digits of Zhu and Gupta', () => {
  const at = (step: number) => digits(cubic(step, { final: 0.8, begin: 0, end: 100 }));
  expect([10, 25, 50, 75, 90, 100].map(at)).toEqual([0.2168, 0.4625, 0.7, 0.7875, 0.7992, 0.8]);
  const tenSteps = Array.from({ length: 11 }, (_, step) => digits(cubic(step, { final: 0.9, begin: 0, end: 10 })));
  expect(tenSteps).toEqual([0, 0.2439, 0.4392, 0.5913, 0.7056, 0.7875, 0.8424, 0.8757, 0.8928, 0.8991, 0.9]);
});

test('nothing is pruned before it begins, and nothing more after it ends', () => {
  const schedule = { initial: 0.5, final: 0.9, begin: 100, end: 200 };
  expect([0, 99, 100, 200, 1000].map((step) => cubic(step, schedule))).toEqual([0, 0, 0.5, 0.9, 0.9]);
});

test('another exponent is another curve, and one step is enough', () => {
  expect(cubic(5, { final: 0.8, begin: 0, end: 10, exponent: 1 })).toBeCloseTo(0.4, 12);
  expect(cubic(3, { final: 0.8, begin: 3, end: 3 })).toBe(0.8);
});
