import type { LevelState } from '@tombola/shared';
import { trialState } from './trial-state';

test.each<[LevelState[], string]>([
  [['done', 'done'], 'done'],
  [['done', 'running', 'blocked'], 'running'],
  [['queued', 'blocked'], 'queued'],
  [['done', 'queued'], 'running'],
  [['done', 'failed', 'blocked'], 'failed'],
  [['done', 'paused', 'blocked'], 'paused'],
  [['done', 'cancelled'], 'cancelled'],
  [['blocked'], 'queued'],
  [[], 'queued'],
])('levels that are %j are a trial that is %s', (states, expected) => {
  expect(trialState(states.map((state) => ({ state })))).toBe(expected);
});
