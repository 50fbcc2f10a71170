import fc from 'fast-check';
import { earlyStop, type Measurement } from './history';

function history(losses: readonly number[], test: readonly number[] = losses): Measurement[] {
  return losses.map((loss, i) => ({
    step: i * 100,
    validation: { loss, accuracy: 0.5 },
    test: { loss: test[i]!, accuracy: test[i]! },
  }));
}

test('early stopping picks the minimum of validation loss, the earliest of equals', () => {
  expect(earlyStop(history([2, 1, 3, 1, 1.5])).step).toBe(100);
  expect(earlyStop(history([1])).step).toBe(0);
});

test('early stopping never looks at test data', () => {
  const losses = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 12 });
  const pair = losses.chain((validation) =>
    fc.tuple(
      fc.constant(validation),
      fc.array(fc.double(), { minLength: validation.length, maxLength: validation.length }),
    ),
  );
  fc.assert(
    fc.property(pair, ([validation, test]) => {
      expect(earlyStop(history(validation, test)).step).toBe(earlyStop(history(validation)).step);
    }),
  );
});

test('early stopping does not look at what was measured before a network had settled', () => {
  expect(earlyStop(history([1, 0.5, 3, 2, 2.5]), 100).step).toBe(300);
  expect(earlyStop(history([1, 0.5, 3]), 200).step).toBe(200);
  expect(earlyStop(history([1, 0.5, 3]), 5000).step).toBe(200);
});
