import type { EventOut } from '@tombola/shared';
import { endedStudy, endedThen, endWords } from './ended-study';

const event = (change: Partial<EventOut> = {}): EventOut => ({
  id: 1,
  at: '2026-01-01T00:00:00.500Z',
  type: 'study.changed',
  studies: ['lth-quick-7f3k2m'],
  trial: null,
  level: null,
  data: { state: 'done' },
  ...change,
});

test('a study that is done, failed or cancelled has ended; one that runs has not, and levels are no studies', () => {
  for (const state of ['done', 'failed', 'cancelled'])
    expect(endedStudy(event({ data: { state } }))).toBe('lth-quick-7f3k2m');
  for (const state of ['queued', 'running', 'paused', undefined])
    expect(endedStudy(event({ data: { state } }))).toBeUndefined();
  expect(endedStudy(event({ type: 'level.changed' }))).toBeUndefined();
});

test('a study that ended before, and has another name now, does not end again', () => {
  expect(endedThen({ finishedAt: '2026-01-01T00:00:00.123Z' }, event())).toBe(true);
  expect(endedThen({ finishedAt: '2025-12-31T23:59:00.000Z' }, event())).toBe(false);
  expect(endedThen({ finishedAt: null }, event())).toBe(false);
});

test('failures are told', () => {
  const study = { name: 'Tickets', state: 'failed', levels: 4, levelsDone: 3, levelsFailed: 1 } as const;
  expect(endWords(study)).toEqual({ title: 'Tickets is failed', body: '3 of 4 levels done, 1 failed.' });
  expect(endWords({ ...study, state: 'done', levelsDone: 4, levelsFailed: 0 }).body).toBe('4 of 4 levels done.');
});
