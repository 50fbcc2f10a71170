import { chooseTicket } from './choose-ticket';
import type { StudyLevel } from './study-level';

function level(level: number, seed: number, validation: number, test = 0): StudyLevel {
  const result = {
    format: 'tombola-level-1' as const,
    key: `${level}/${seed}`,
    seed,
    level,
    density: 0.8 ** level,
    layers: {},
    metrics: { validationAccuracyAtEnd: validation, testAccuracyAtEnd: test },
    history: [],
    record: {},
  };
  return { arm: 'ticket', draw: 0, result };
}

const keyOf = (levels: StudyLevel[]) => chooseTicket(levels, 'ticket')?.result.key;

test('the sparsest level that validates as well as the dense network on average is shipped, in its best seed', () => {
  const levels = [level(0, 0, 0.9), level(0, 1, 0.92), level(1, 0, 0.95), level(1, 1, 0.95)];
  expect(keyOf([...levels, level(2, 0, 0.9), level(2, 1, 0.93), level(3, 0, 0.95), level(3, 1, 0.86)])).toBe('2/1');
});

test('an arm without a dense level is held against the dense arm', () => {
  const dense = [0, 1].map((seed) => ({ ...level(0, seed, 0.9), arm: 'dense' }));
  const pruned = [level(1, 0, 0.95), level(1, 1, 0.95), level(2, 0, 0.91), level(2, 1, 0.9), level(3, 0, 0.8)];
  expect(keyOf([...dense, ...pruned])).toBe('2/0');
  expect(keyOf(pruned)).toBe('1/0');
});

test('test accuracy has no say', () => {
  expect(keyOf([level(0, 0, 0.9, 0.1), level(1, 0, 0.91, 0), level(1, 1, 0.9, 1)])).toBe('1/0');
});

test('when none is as good as dense, the best pruned level is shipped; without pruned levels, none', () => {
  expect(keyOf([level(0, 0, 0.9), level(1, 0, 0.8), level(2, 0, 0.7)])).toBe('1/0');
  expect(keyOf([level(0, 0, 0.9)])).toBeUndefined();
  expect(chooseTicket([level(1, 0, 0.9)], 'another arm')).toBeUndefined();
});
