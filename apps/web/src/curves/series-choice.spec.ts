import { chosenSeries, latestNumber, numbersOf } from './series-choice';
import { level } from './testing/levels';

const waiting = { state: 'queued', step: 0, startedAt: null } as const;

test('without a choice the usual series are drawn, and any where there are none of them', () => {
  expect(chosenSeries([], ['trainLoss', 'validation.accuracy', 'validation.loss'])).toEqual([
    'validation.loss',
    'validation.accuracy',
  ]);
  expect(chosenSeries([], ['reward', 'trainLoss'])).toEqual(['reward']);
  expect(chosenSeries(['trainLoss'], ['validation.loss'])).toEqual(['trainLoss']);
  expect(chosenSeries([], [])).toEqual([]);
});

test('the latest level is the deepest that every arm has begun which has it', () => {
  const dense = level({ armId: 'dense' });
  const ticket = [0, 1, 2].map((number) => level({ armId: 'ticket', level: number, ...(number === 2 && waiting) }));
  const control = [1, 2].map((number) => level({ armId: 'reinit', level: number, ...waiting }));
  expect(latestNumber([dense, ...ticket])).toBe(1);
  expect(latestNumber([dense, ...ticket, ...control])).toBe(0);
  expect(latestNumber([dense, ...ticket, control[0]!, level({ armId: 'reinit', level: 1 })])).toBe(1);
});

test('before every arm has begun it is the deepest that any has', () => {
  expect(latestNumber([level({ armId: 'a' }), level({ armId: 'b', ...waiting })])).toBe(0);
  expect(latestNumber([level(waiting)])).toBe(0);
  expect(latestNumber([])).toBe(0);
});

test('numbers of levels ascend, each once', () => {
  expect(numbersOf([level({ level: 10 }), level({ level: 2 }), level({ level: 10 })])).toEqual([2, 10]);
});
