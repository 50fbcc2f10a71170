import fc from 'fast-check';
import { formatElapsed, meanTimeAxis, timeAxis } from './time-axis';

const startedAt = '2026-01-01T00:00:00.000Z';
const start = Date.parse(startedAt);
const done = { startedAt, finishedAt: '2026-01-01T00:01:40.000Z', step: 1000 };
const running = { startedAt, finishedAt: null, step: 100 };
const seen = { step: 200, at: start + 60_000 };

test('steps are steps', () => {
  const axis = timeAxis(done, 'step', seen)!;
  expect(axis.toX(500)).toBe(500);
  expect(axis.toStep(500)).toBe(500);
});

test('the steps of a level that is done share its time equally', () => {
  expect(timeAxis(done, 'elapsed', seen)!.toX(500)).toBeCloseTo(50);
  expect(timeAxis(done, 'wall', seen)!.toX(500)).toBeCloseTo(start / 1000 + 50);
});

test('a running level has taken until now for the steps that were seen', () => {
  expect(timeAxis(running, 'elapsed', seen)!.toX(200)).toBeCloseTo(60);
});

test('a level that has not begun has no time', () => {
  expect(timeAxis({ startedAt: null, finishedAt: null, step: 0 }, 'elapsed', seen)).toBeUndefined();
  expect(timeAxis({ ...running, step: 0 }, 'wall', { step: 0, at: start })).toBeUndefined();
});

test('the mean of levels takes as long for a step as they do on average; those that have not begun do not count', () => {
  const slower = { ...done, finishedAt: '2026-01-01T00:05:00.000Z' };
  const waiting = { startedAt: null, finishedAt: null, step: 0 };
  expect(meanTimeAxis([done, slower, waiting], 'elapsed', start)!.toX(1000)).toBeCloseTo(200);
  expect(meanTimeAxis([waiting], 'elapsed', start)).toBeUndefined();
  expect(meanTimeAxis([], 'step', start)!.toX(7)).toBe(7);
});

test('from steps to time and back is where one was', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.constantFrom('step', 'elapsed', 'wall'), (step, clock) => {
      const axis = timeAxis(done, clock, seen)!;
      expect(Math.abs(axis.toStep(axis.toX(step)) - step)).toBeLessThan(0.01);
    }),
  );
});

test.each([
  [0, '0:00'],
  [9.5, '0:09.5'],
  [75, '1:15'],
  [3599.96, '1:00:00'],
  [36_061, '10:01:01'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatElapsed(seconds)).toBe(text);
});
