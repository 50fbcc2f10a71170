import { eventTypeSchema, type EventOut } from '@tombola/shared';
import { happenings, kindOf } from './happenings';

let last = 0;
const event = (type: EventOut['type'], data: EventOut['data'] = {}, change: Partial<EventOut> = {}): EventOut => ({
  id: ++last,
  at: '2026-01-01T00:00:00.000Z',
  type,
  studies: ['lth-quick-7f3k2m'],
  trial: null,
  level: null,
  data,
  ...change,
});
const level = { trial: 'a3ed33466e0f-s0', level: 'a3ed33466e0f-s0-l3' };
const counters = {
  state: 'running',
  desired: 'run',
  levels: 4,
  levelsDone: 0,
  levelsFailed: 0,
  levelsRunning: 1,
  stepsDone: 0,
};
/** Of events in the order in which they happened. */
const words = (...events: EventOut[]) => happenings([...events].reverse()).map((line) => line.words);

test('every type of event has a kind and a line', () => {
  for (const type of eventTypeSchema.options) {
    expect(kindOf(type)).toMatch(/^[a-z]+$/);
    expect(happenings([event(type, {}, level)])).toHaveLength(1);
  }
});

test('of a study its states are told, and not each counter that moves', () => {
  expect(
    words(
      event('study.created', { name: 'Tickets' }),
      event('study.changed', { ...counters, state: 'queued' }),
      event('study.changed', counters),
      event('study.changed', { ...counters, levelsDone: 1 }),
      event('study.changed', { ...counters, levelsDone: 1, stepsDone: 40 }),
      event('study.changed', { ...counters, levelsDone: 1, stepsDone: 40, revision: 9 }),
      event('study.changed', { ...counters, levelsDone: 4, state: 'done' }),
    ),
  ).toEqual([
    '4 of 4 levels done',
    'name, tags, priority or place in the archive changed',
    '0 of 4 levels done',
    '0 of 4 levels done',
    'launched as “Tickets”',
  ]);
});

test('counters of one study say nothing of another', () => {
  const other = { studies: ['other'] };
  expect(words(event('study.changed', counters), event('study.changed', counters, other))).toHaveLength(2);
});

test('a level leads to its trial, and says what became of it', () => {
  const [line] = happenings([event('level.changed', { state: 'done', density: 0.512 }, level)]);
  expect(line).toMatchObject({
    kind: 'levels',
    state: 'done',
    subject: { words: level.level, href: '/trials/a3ed33466e0f-s0?level=a3ed33466e0f-s0-l3' },
    words: '51.2 % of the weights',
  });
  const [failed] = happenings([
    event('level.changed', { state: 'failed', error: { name: 'E', message: 'no disk' } }, level),
  ]);
  expect(failed).toMatchObject({ state: 'failed', wrong: 'no disk' });
  expect(words(event('level.changed', { state: 'running', attempt: 2 }, level))).toEqual(['attempt 2']);
  expect(words(event('level.changed', { state: 'running', stopping: true }, level))).toEqual(['asked to stop']);
});

test('models, notes and workers lead to their pages', () => {
  const of = (each: EventOut) => happenings([each])[0]!;
  expect(
    of(event('model.changed', { model: 'digits', action: 'staged', version: 2, from: 'none', stage: 'production' })),
  ).toMatchObject({ subject: { href: '/models/digits' }, words: 'version 2 staged: none → production' });
  expect(of(event('note.changed', { subject: 'trial', subjectId: level.trial, action: 'created' }))).toMatchObject({
    subject: { href: '/trials/a3ed33466e0f-s0' },
    words: 'a note was created',
  });
  expect(of(event('worker.changed', { worker: 'wrk_1', state: 'lost' })).words).toBe('worker lost');
});
