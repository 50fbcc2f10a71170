import type { LevelOut } from '@tombola/shared';
import { secondsOf, shownMetrics, usualLevel } from './level-metrics';

const level = (more: Partial<LevelOut>) =>
  ({ id: 'x', state: 'done', attempt: 1, metrics: null, record: null, ...more }) as LevelOut;

test('the usual metrics are shown in their order; of a method without them the first few', () => {
  expect(
    shownMetrics([level({ metrics: { testAccuracyAtEnd: 1, earlyStopIteration: 2, other: 3 } }), level({})]),
  ).toEqual(['earlyStopIteration', 'testAccuracyAtEnd']);
  expect(shownMetrics([level({ metrics: { a: 1, b: 2, c: 3, d: 4, e: 5 } })])).toEqual(['a', 'b', 'c', 'd']);
  expect(shownMetrics([])).toEqual([]);
});

test('how long a training took is what it recorded', () => {
  expect(secondsOf(level({ record: { seconds: 3.5 } }))).toBe(3.5);
  expect(secondsOf(level({}))).toBeNull();
});

test('the level that trains is looked at first, then one that failed, then the last that was tried', () => {
  const [done, failed, running, waiting] = [
    level({ id: 'done' }),
    level({ id: 'failed', state: 'failed' }),
    level({ id: 'running', state: 'running' }),
    level({ id: 'waiting', state: 'blocked', attempt: 0 }),
  ];
  expect(usualLevel([done, failed, running, waiting])?.id).toBe('running');
  expect(usualLevel([done, failed, waiting])?.id).toBe('failed');
  expect(usualLevel([done, waiting])?.id).toBe('done');
  expect(usualLevel([waiting])?.id).toBe('waiting');
  expect(usualLevel([])).toBeUndefined();
});
