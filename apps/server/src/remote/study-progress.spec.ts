import fc from 'fast-check';
import type { EventOut } from '../client/api';
import { StudyProgress } from './study-progress';

const event = (type: EventOut['type'], level: string | null, data: EventOut['data']): EventOut => ({
  id: 1,
  at: '2026-01-01T00:00:00.000Z',
  type,
  studies: ['x'],
  trial: null,
  level,
  data,
});
const metrics = (level: string, to: number) => event('metrics', level, { to });
const counted = (stepsDone: number) => event('study.changed', null, { stepsDone, steps: 100 });
const done = (level: string) => event('level.changed', level, { state: 'done' });

function seen(...events: readonly EventOut[]): number {
  const progress = new StudyProgress({ steps: 100, stepsDone: 10 });
  for (const each of events) progress.see(each);
  return progress.done;
}

test('it begins with what is done', () => {
  expect(seen()).toBe(10);
});

test('measurements of levels add to what was counted', () => {
  expect(seen(metrics('a', 5), metrics('b', 7), metrics('a', 12))).toBe(10 + 12 + 7);
});

test('what the study counts includes them', () => {
  expect(seen(metrics('a', 12), counted(22), metrics('a', 15))).toBe(25);
  expect(seen(metrics('a', 20), done('a'), counted(30))).toBe(30);
});

test('it never goes back and never beyond the end, whatever comes', () => {
  const level = fc.constantFrom('a', 'b', 'c');
  const step = fc.nat(200);
  const any = fc.oneof(
    fc.tuple(level, step).map(([name, to]) => metrics(name, to)),
    step.map(counted),
    level.map(done),
  );
  fc.assert(
    fc.property(fc.array(any), (events) => {
      const progress = new StudyProgress({ steps: 100, stepsDone: 10 });
      let before = progress.done;
      for (const each of events) {
        progress.see(each);
        expect(progress.done).toBeGreaterThanOrEqual(before);
        before = progress.done;
      }
      expect(before).toBeLessThanOrEqual(100);
      expect(progress.steps).toBe(100);
    }),
  );
});
