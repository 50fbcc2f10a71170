import { allowedActions, type TrialAction } from './allowed-actions';

test.each<[Parameters<typeof allowedActions>[0], TrialAction[]]>([
  [{ state: 'running', levelsFailed: 0 }, ['pause', 'cancel']],
  [{ state: 'queued', levelsFailed: 0 }, ['pause', 'cancel']],
  [{ state: 'paused', levelsFailed: 0 }, ['resume', 'cancel']],
  [{ state: 'cancelled', levelsFailed: 0 }, ['resume']],
  [{ state: 'failed', levelsFailed: 1 }, ['retry']],
  [{ state: 'done', levelsFailed: 0 }, []],
])('of a trial that is %j can be asked %j', (trial, actions) => {
  expect([...allowedActions(trial)]).toEqual(actions);
});
