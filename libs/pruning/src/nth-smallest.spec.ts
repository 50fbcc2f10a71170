import fc from 'fast-check';
import { nthSmallest } from './nth-smallest';

test('is what stands there after sorting', () => {
  const number = fc.oneof(
    fc.constantFrom(0, -0, 1, Infinity, -Infinity, 2 ** -149, -(2 ** -149)),
    fc.float({ noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc
        .array(number, { minLength: 1, maxLength: 50 })
        .chain((list) => fc.tuple(fc.constant(list), fc.nat(list.length - 1))),
      ([list, i]) => {
        const values = Float32Array.from(list);
        // + 0 makes one zero of both.
        expect(nthSmallest(values, i + 1)).toBe(values.slice().sort()[i]! + 0);
      },
    ),
  );
});

test('holds for a part of a buffer', () => {
  const values = Float32Array.of(9, 3, -2, 7, 9).subarray(1, 4);
  expect([1, 2, 3].map((n) => nthSmallest(values, n))).toEqual([-2, 3, 7]);
});
