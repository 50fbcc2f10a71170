import fc from 'fast-check';
import { InputError } from '@tombola/shared';
import { allIndices, splitTrainValidation } from './split';

test('a split is disjoint, complete and ascending', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), fc.nat(5), (count, part, seed) => {
      const { train, validation } = splitTrainValidation({ count }, { validation: part % count, seed });
      expect(validation.length).toBe(part % count);
      expect(Uint32Array.from([...train, ...validation]).sort()).toEqual(allIndices({ count }));
      expect(train).toEqual(train.slice().sort());
    }),
  );
});

test('the default split of 60,000 holds out 5,000, and never changes', () => {
  const { train, validation } = splitTrainValidation({ count: 60_000 });
  expect([train.length, validation.length]).toEqual([55_000, 5000]);
  expect([...validation.subarray(0, 5)]).toMatchInlineSnapshot(`
    [
      12,
      34,
      45,
      72,
      115,
    ]
  `);
});

test('a limit shortens the training list only, and smaller limits are nested in larger ones', () => {
  const whole = splitTrainValidation({ count: 1000 }, { validation: 100, seed: 3 });
  const some = splitTrainValidation({ count: 1000 }, { validation: 100, seed: 3, limit: 50 });
  const few = splitTrainValidation({ count: 1000 }, { validation: 100, seed: 3, limit: 5 });
  expect(some.validation).toEqual(whole.validation);
  expect(some.train.length).toBe(50);
  expect(some.train.every((index) => whole.train.includes(index))).toBe(true);
  expect(few.train.every((index) => some.train.includes(index))).toBe(true);
});

test.each([[{ validation: 10 }], [{ validation: -1 }], [{ validation: 1.5 }], [{ validation: 1, limit: 0 }]])(
  '%p of 10 examples is refused',
  (options) => expect(() => splitTrainValidation({ count: 10 }, options)).toThrow(InputError),
);
