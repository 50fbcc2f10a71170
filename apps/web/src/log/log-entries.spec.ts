import type { EventOut } from '@tombola/shared';
import { logEntries, type LoggedStudy } from './log-entries';

const study: LoggedStudy = {
  arms: [{ id: 'a', label: 'ticket', trials: [{ trial: 'aaa-s1', seed: 1, draw: 0 }] }],
  declaration: { tables: [{ metric: 'testAccuracyAtEnd', unit: 'percent' }] },
};
let id = 0;
const event = (type: EventOut['type'], data: EventOut['data'] = {}, level: string | null = null): EventOut => ({
  id: ++id,
  at: '2026-01-01T00:00:00Z',
  type,
  studies: ['s'],
  trial: null,
  level,
  data,
});
/** The lines of events that are given oldest first. */
const lines = (...events: EventOut[]) =>
  logEntries([...events].reverse(), study)
    .reverse()
    .map(({ subject, words, wrong }) => [subject?.words, words, wrong].filter(Boolean).join(' '));
const level = (data: EventOut['data']) => event('level.changed', data, 'aaa-s1-l2');

test('levels are named by arm and seed, with what they came to', () => {
  expect(
    lines(
      level({ state: 'queued' }),
      level({ state: 'running', attempt: 1 }),
      level({ state: 'running', attempt: 2 }),
      level({ state: 'running', stopping: true }),
      level({ state: 'done', density: 0.512, metrics: { testAccuracyAtEnd: 0.9652, other: 1 } }),
      level({ state: 'failed', error: { name: 'Error', message: 'loss is NaN' } }),
      level({ state: 'paused' }),
    ),
  ).toEqual([
    'ticket, seed 1, level 2 waits for a worker.',
    'ticket, seed 1, level 2 began.',
    'ticket, seed 1, level 2 began, for the 2nd time.',
    'ticket, seed 1, level 2 is asked to stop.',
    'ticket, seed 1, level 2 is done: 51.2 % of the weights, test accuracy at end 96.52 %.',
    'ticket, seed 1, level 2 failed. loss is NaN',
    'ticket, seed 1, level 2 is paused.',
  ]);
});

const counters = { levels: 4, levelsDone: 0, levelsFailed: 0, levelsRunning: 0, stepsDone: 0, desired: 'run' };

test('a study has a line when its state changes or people change it, not when its counters move', () => {
  expect(
    lines(
      event('study.created', { name: 'S' }),
      event('study.changed', { ...counters, state: 'queued' }),
      event('study.changed', { ...counters, state: 'running', levelsRunning: 1 }),
      event('study.changed', { ...counters, state: 'running', levelsDone: 1 }),
      event('study.changed', { ...counters, state: 'running', levelsDone: 1 }),
      event('study.changed', { ...counters, state: 'paused', desired: 'paused', levelsDone: 1 }),
    ),
  ).toEqual([
    'The study was launched as “S”.',
    'The study waits for a worker, 0 of 4 levels done.',
    'The study runs, 0 of 4 levels done.',
    'The study was changed: its name, tags, priority, or place in the archive.',
    'The study is paused, 1 of 4 levels done.',
  ]);
});

test('every kind of event is of a kind that can be chosen', () => {
  const entries = logEntries(
    [
      event('metrics', { to: 400, steps: 2000 }, 'aaa-s1-l2'),
      event('export.changed', { state: 'done' }, 'aaa-s1-l2'),
      event('note.changed', { action: 'created' }),
      event('worker.changed'),
      level({ state: 'done' }),
      event('study.deleted'),
    ],
    study,
  );
  expect(entries.map(({ kind }) => kind)).toEqual(['measurements', 'exports', 'notes', 'levels', 'study']);
  expect(entries[0]).toMatchObject({
    subject: { href: '/trials/aaa-s1?level=aaa-s1-l2' },
    words: 'was measured to step 400 of 2,000.',
  });
});

test('events of other shapes than those of today do not break the log', () => {
  expect(lines(level({}), event('study.changed', {}), event('note.changed'))).toHaveLength(3);
});
