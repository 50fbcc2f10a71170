import fc from 'fast-check';
import { curveRequests } from './curve-requests';
import { level } from './testing/levels';

const done = (seed: number, more: Parameters<typeof level>[0] = {}) =>
  level({ trial: `0123456789ab-s${seed}`, seed, ...more });
const running = level({ trial: 'aaaaaaaaaaaa-s0', state: 'running', step: 10 });
const waiting = level({ trial: 'bbbbbbbbbbbb-s0', state: 'blocked', step: 0, startedAt: null });

test('levels of an arm that are done are one request, those that train one each, those that wait none', () => {
  const levels = [done(0), running, done(1), waiting, done(2, { armId: 'ticket' })];
  expect(curveRequests(levels.map((level) => ({ level })))).toEqual([
    { levels: ['0123456789ab-s0-l0', '0123456789ab-s1-l0'], fromStep: 0, toStep: 100, done: true },
    { levels: ['aaaaaaaaaaaa-s0-l0'], fromStep: 0, done: false },
    { levels: ['0123456789ab-s2-l0'], fromStep: 0, toStep: 100, done: true },
  ]);
});

test('parts are asked for together when they are the same', () => {
  const range = { from: 10, to: 20 };
  const wanted = [
    { level: done(0), range },
    { level: done(1), range },
    { level: done(2), range: { from: 11, to: 20 } },
  ];
  expect(curveRequests(wanted).map(({ levels, fromStep, toStep }) => [levels.length, fromStep, toStep])).toEqual([
    [2, 10, 20],
    [1, 11, 20],
  ]);
});

test('every level that has begun is asked for once, however many there are', () => {
  fc.assert(
    fc.property(fc.nat(300), (count) => {
      const levels = Array.from({ length: count }, (_, seed) => done(seed));
      const requests = curveRequests(levels.map((level) => ({ level })));
      expect(requests.flatMap((request) => request.levels)).toEqual(levels.map(({ id }) => id));
      expect(requests.every((request) => request.levels.length <= 50)).toBe(true);
    }),
  );
});
