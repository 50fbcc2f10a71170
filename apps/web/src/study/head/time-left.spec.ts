import type { StudyPage } from '@tombola/shared';
import fc from 'fast-check';
import { liveSteps, lostSteps, secondsLeft, speedOf, speedOfLevels, withSample, type Sample } from './time-left';

type Level = StudyPage['levels'][number];
const level = (more: Partial<Level>): Level => ({
  id: 'a-s0-l0',
  trial: 'a-s0',
  level: 0,
  parent: null,
  state: 'queued',
  step: 0,
  steps: 100,
  density: null,
  metrics: null,
  startedAt: null,
  finishedAt: null,
  ...more,
});
const page = (levels: Level[], more: Partial<StudyPage['study']> = {}) => ({
  study: { state: 'running', steps: 400, stepsDone: 100, ...more } as StudyPage['study'],
  levels,
});
const gather = (samples: readonly Sample[]) => samples.reduce<readonly Sample[]>(withSample, []);

test('speed is what the samples of the last five minutes say, and nothing before there are 15 s of them', () => {
  const steady = Array.from({ length: 400 }, (_, i) => ({ at: i * 2000, steps: i < 200 ? i : 200 + (i - 200) * 10 }));
  expect(speedOf(gather(steady.slice(0, 8)))).toBeUndefined();
  expect(speedOf(gather(steady.slice(0, 20)))).toBeCloseTo(0.5);
  expect(speedOf(gather(steady))).toBeCloseTo(5);
  expect(speedOf([])).toBeUndefined();
});

test('a study that stands still has no speed, and one that goes back begins anew', () => {
  expect(
    speedOf([
      { at: 0, steps: 5 },
      { at: 60_000, steps: 5 },
    ]),
  ).toBeUndefined();
  expect(
    gather([
      { at: 0, steps: 50 },
      { at: 20_000, steps: 10 },
    ]),
  ).toEqual([{ at: 20_000, steps: 10 }]);
});

test('before anything is seen, levels that are done tell the speed of those that run', () => {
  const done = { state: 'done', startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:00:10Z' } as const;
  expect(speedOfLevels([level(done), level(done), level({ state: 'running' })])).toBe(10);
  expect(speedOfLevels([level(done), level({ state: 'running' }), level({ state: 'running' })])).toBe(20);
  expect(speedOfLevels([level(done)])).toBeUndefined();
  expect(speedOfLevels([level({ state: 'running' })])).toBeUndefined();
});

test('steps that were heard of count, once, and only of levels that run', () => {
  const levels = [level({ id: 'r', state: 'running', step: 20 }), level({ id: 'd', state: 'done', step: 100 })];
  const heard = new Map([
    ['r', 50],
    ['d', 100],
    ['other', 7],
  ]);
  expect(liveSteps(page(levels), heard)).toBe(130);
  expect(liveSteps(page(levels), new Map([['r', 10]]))).toBe(100);
  expect(liveSteps(page(levels), new Map([['r', 1e9]]))).toBe(180);
});

test('steps that are back for a moment, until the answer comes, are no new count', () => {
  const before = [
    { at: 0, steps: 10 },
    { at: 2000, steps: 50 },
  ];
  const back = withSample(before, { at: 2500, steps: 40 });
  expect(back).toEqual(before);
  expect(withSample(back, { at: 4500, steps: 60 })).toHaveLength(3);
});

test('nobody waits for levels that failed, or for those behind them', () => {
  const levels = [
    level({ id: 'a-l2', parent: 'a-l1', state: 'blocked' }),
    level({ id: 'a-l1', parent: 'a-l0', state: 'failed', step: 30 }),
    level({ id: 'b-l1', parent: 'b-l0', state: 'blocked' }),
    level({ id: 'b-l0', state: 'running' }),
  ];
  expect(lostSteps(levels)).toBe(170);
  expect(secondsLeft(page(levels), 100, 10)).toBe(13);
});

test('trials behind a dense training that failed are lost as a whole, and controls behind a ticket', () => {
  const levels = [
    level({ id: 'dense-l0', state: 'failed' }),
    level({ id: 'ticket-l1', parent: 'dense-l0', state: 'blocked' }),
    level({ id: 'ticket-l2', parent: 'ticket-l1', state: 'blocked' }),
    level({ id: 'reinit-l2', parent: 'ticket-l1', state: 'blocked' }),
    level({ id: 'other-l1', parent: 'of another page', state: 'blocked' }),
  ];
  expect(lostSteps(levels)).toBe(400);
});

test('time left is only said of what runs, at a speed', () => {
  expect(secondsLeft(page([]), 100, undefined)).toBeUndefined();
  expect(secondsLeft(page([], { state: 'paused' }), 100, 10)).toBeUndefined();
  expect(secondsLeft(page([]), 400, 10)).toBe(0);
});

test('time left is never negative', () => {
  fc.assert(
    fc.property(fc.nat(800), fc.double({ min: 0.001, max: 1e6, noNaN: true }), (done, speed) => {
      expect(secondsLeft(page([]), done, speed)).toBeGreaterThanOrEqual(0);
    }),
  );
});
