import type { EventOut } from '@tombola/shared';
import fc from 'fast-check';
import { readBack, type AskEvents } from './read-back';

const event = (id: number, type: EventOut['type'] = 'level.changed'): EventOut => ({
  id,
  at: '2026-01-01T00:00:00Z',
  type,
  studies: ['s'],
  trial: null,
  level: null,
  data: {},
});

/** A server with these events of the study, among others up to `last`. */
function server(events: readonly EventOut[], last: number) {
  let questions = 0;
  const ask: AskEvents = (after, limit) => {
    questions++;
    return Promise.resolve({ items: events.filter(({ id }) => id > after).slice(0, limit), last });
  };
  return { ask, questions: () => questions };
}

async function readAll(ask: AskEvents, want: number, levels = 0): Promise<number[]> {
  const ids: number[] = [];
  for (let to: number | undefined; to !== 0;) {
    const part = await readBack(ask, { want, levels, ...(to === undefined ? {} : { to }) });
    ids.push(...part.events.map(({ id }) => id));
    to = part.from;
  }
  return ids;
}

test('read to its end, the log has every event once, newest first', async () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), { maxLength: 900 });
  await fc.assert(
    fc.asyncProperty(ids, fc.integer({ min: 1, max: 150 }), async (unsorted, want) => {
      const sorted = [...unsorted].sort((a, b) => a - b);
      const { ask } = server(
        sorted.map((id) => event(id)),
        3000,
      );
      expect(await readAll(ask, want)).toEqual([...sorted].reverse());
    }),
    { numRuns: 50 },
  );
});

test('measurements are read, but do not count as what is wanted', async () => {
  const events = Array.from({ length: 1000 }, (_, i) => event(i + 1, i % 10 === 0 ? 'level.changed' : 'metrics'));
  const { events: read } = await readBack(server(events, 1000).ask, { want: 30, levels: 0 });
  expect(read.filter(({ type }) => type !== 'metrics').length).toBeGreaterThanOrEqual(30);
  expect(read[0]!.id).toBe(1000);
});

test('whoever wants few kinds of events is read to where they are', async () => {
  const events = Array.from({ length: 1500 }, (_, i) => event(i + 1, i < 5 ? 'worker.changed' : 'level.changed'));
  const wanted = ({ type }: EventOut) => type === 'worker.changed';
  const { events: read, from } = await readBack(server(events, 1500).ask, { want: 5, wanted });
  expect(read.filter(wanted)).toHaveLength(5);
  expect(from).toBe(0);
});

test('nothing is looked for before the launch, but the levels that came with it', async () => {
  const events = [event(99_000), event(99_001), event(99_002, 'study.created'), event(99_900)];
  const { ask, questions } = server(events, 100_000);
  expect(await readAll(ask, 100, 2)).toEqual([99_900, 99_002, 99_001, 99_000]);
  expect(questions()).toBeLessThan(8);
});

test('a log in which nothing is left is empty after few questions', async () => {
  const { ask, questions } = server([], 100_000);
  expect(await readAll(ask, 100)).toEqual([]);
  expect(questions()).toBeLessThan(20);
});
