import { InputError, type EventOut } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { openFixture, type Fixture } from '../api/testing/fixture';
import { lastEventId } from '../events/read';
import { removedTo } from '../events/removed';
import { openEventTail } from '../events/tail';
import { pruneEvents } from './prune-events';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

interface Made {
  readonly type: 'metrics' | 'level.changed';
  /** Days. */
  readonly age: number;
}

/** Appends events of these ages. @returns the id of the first */
async function append(events: readonly Made[]): Promise<number> {
  const { db } = fixture.store;
  const first = (await lastEventId(db)) + 1;
  await db.execute(sql`
    insert into events (id, at, type, studies, data)
    select ${first} + e.ord, now() - e.age * interval '1 day', e.type, '{}', '{}'
    from jsonb_to_recordset(${JSON.stringify(events.map((each, ord) => ({ ...each, ord })))}::jsonb)
      as e(ord int, age float8, type text)`);
  await db.execute(sql`update event_counter set last = last + ${events.length}`);
  return first;
}

const ids = async () =>
  (await fixture.store.db.execute<{ id: number }>(sql`select id from events order by id`)).rows.map(({ id }) => id);

test('events go when their kind is old enough, in batches of any size, and the last one removed is noted', async () => {
  const made = fc.record({
    type: fc.constantFrom('metrics' as const, 'level.changed' as const),
    age: fc.double({ min: 0.5, max: 20, noNaN: true }),
  });
  const days = fc.integer({ min: 1, max: 20 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(made, { maxLength: 40 }),
      days,
      days,
      fc.integer({ min: 1, max: 15 }),
      async (given, metricEventDays, eventDays, batch) => {
        await fixture.store.db.execute(sql`truncate events, settings`);
        // The older an event, the smaller its id; none is so close to a limit that the time of the test matters.
        const events = given.filter(({ age }) => Math.abs(age - Math.round(age)) > 0.01).sort((a, b) => b.age - a.age);
        const first = await append(events);
        const kept = events.map(({ type, age }) => age < (type === 'metrics' ? metricEventDays : eventDays));
        const pruned = await pruneEvents(fixture.store.db, { metricEventDays, eventDays }, { batch });
        expect(await ids()).toEqual(events.flatMap((_, i) => (kept[i] ? [first + i] : [])));
        const removed = events.flatMap((each, i) => (kept[i] ? [] : [{ id: first + i, type: each.type }]));
        expect(pruned).toEqual({
          metricEvents: removed.filter(({ type }) => type === 'metrics').length,
          events: removed.filter(({ type }) => type !== 'metrics').length,
        });
        expect(await removedTo(fixture.store.db)).toBe(removed.at(-1)?.id ?? 0);
        // Nothing is left to do, and what was noted stays.
        expect(await pruneEvents(fixture.store.db, { metricEventDays, eventDays }, { batch })).toEqual({
          metricEvents: 0,
          events: 0,
        });
        expect(await removedTo(fixture.store.db)).toBe(removed.at(-1)?.id ?? 0);
      },
    ),
    { numRuns: 40 },
  );
});

test('who stands before a removed event hears of it, who stands behind it misses nothing', async () => {
  const first = await append([
    { type: 'level.changed', age: 5 },
    { type: 'metrics', age: 4 },
    { type: 'level.changed', age: 3 },
    { type: 'metrics', age: 1 },
  ]);
  expect(await pruneEvents(fixture.store.db, { metricEventDays: 2, eventDays: 90 })).toEqual({
    metricEvents: 1,
    events: 0,
  });
  const tail = await openEventTail(fixture.store);
  const ended = new AbortController();
  const follow = async (after: number, count: number) => {
    const seen: EventOut[] = [];
    for await (const event of tail.follow({}, { after, signal: ended.signal })) {
      seen.push(event);
      if (seen.length === count) break;
    }
    return seen.map(({ id }) => id);
  };
  await expect(follow(first, 1)).rejects.toThrow(InputError);
  expect(await follow(first + 1, 2)).toEqual([first + 2, first + 3]);
  ended.abort();
  await tail.close();
});

test('a run that is to end stops between two batches, and the next goes on', async () => {
  await append(Array.from({ length: 9 }, () => ({ type: 'metrics', age: 5 }) as const));
  const stopping = new AbortController();
  let batches = 0;
  const db = new Proxy(fixture.store.db, {
    get(target, name) {
      if (name === 'transaction' && ++batches === 2) stopping.abort();
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  const retention = { metricEventDays: 2, eventDays: 90 };
  await expect(pruneEvents(db, retention, { batch: 3, signal: stopping.signal })).rejects.toThrow(/abort/);
  expect(await ids()).toHaveLength(3);
  expect(await pruneEvents(fixture.store.db, retention, { batch: 3 })).toEqual({ metricEvents: 3, events: 0 });
});
