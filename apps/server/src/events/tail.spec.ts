import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventOut } from '@tombola/shared';
import type { Cluster } from '../postgres/cluster';
import { temporaryCluster } from '../postgres/testing/temporary-cluster';
import { openStore, type Store } from '../store/connect';
import { migrateStore } from '../store/migrate';
import { transact } from '../store/transact';
import { appendEvents } from './append';
import { noteRemoved } from './removed';
import { openEventTail, type EventTail } from './tail';

const migrations = join(__dirname, '../../migrations');
let cluster: Cluster;
let store: Store;
let tail: EventTail;

beforeAll(async () => {
  cluster = await temporaryCluster();
  store = openStore(cluster.url);
  await migrateStore(store, migrations);
});
afterAll(async () => {
  await store.close();
  await cluster.stop();
});
beforeEach(async () => {
  tail = await openEventTail(store, { pollMs: 200, kept: 40 });
});
afterEach(() => tail.close());

/** Appends so many events in a transaction, held open for a while. */
const append = (count: number, studies: readonly string[] = [], hold = 0) =>
  transact(store.db, async (tx) => {
    await appendEvents(
      tx,
      Array.from({ length: count }, (_, i) => ({ type: 'study.changed' as const, studies, data: { i } })),
    );
    await pause(hold);
  });

async function take(events: AsyncIterable<EventOut>, count: number): Promise<EventOut[]> {
  const taken: EventOut[] = [];
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

test('many writers at a time, and many streams that begin anywhere: every id once, in order, without gaps', async () => {
  const start = tail.last;
  const abort = new AbortController();
  const fromTheStart = take(tail.follow({}, { after: start, signal: abort.signal }), 240);
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let i = 0; i < 10; i++) await append(3, [], (writer * 7 + i) % 5);
  });
  while (tail.last < start + 7) await pause(5);
  const late = take(tail.follow({}, { after: start + 7, signal: abort.signal }), 233);
  await Promise.all(writers);
  expect((await fromTheStart).map(({ id }) => id)).toEqual(idsFrom(start + 1, 240));
  expect((await late).map(({ id }) => id)).toEqual(idsFrom(start + 8, 233));
  // Far behind what is kept in memory.
  const stored = await take(tail.follow({}, { after: start, signal: abort.signal }), 240);
  expect(stored.map(({ id }) => id)).toEqual(idsFrom(start + 1, 240));
  expect(tail.subscribers).toBe(0);
});

test('a transaction that is undone leaves no gap', async () => {
  const start = tail.last;
  const undone = store.db.transaction(async (tx) => {
    await appendEvents(tx, [{ type: 'study.changed', studies: [], data: {} }]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await append(1);
  const [event] = await take(tail.follow({}, { after: start, signal: new AbortController().signal }), 1);
  expect(event!.id).toBe(start + 1);
});

test('a stream of one study has its events only', async () => {
  const signal = new AbortController().signal;
  const one = take(tail.follow({ study: 'one' }, { signal }), 3);
  await append(2, ['two']);
  await append(2, ['one', 'two']);
  await append(1, ['one']);
  expect((await one).map(({ studies }) => studies)).toEqual([['one', 'two'], ['one', 'two'], ['one']]);
});

test('a stream ends when its client goes, when the tail is closed, and at once when it was over before', async () => {
  const abort = new AbortController();
  const gone = take(tail.follow({ study: 'none' }, { signal: abort.signal }), 1);
  const closed = take(tail.follow({ study: 'none' }, { signal: new AbortController().signal }), 1);
  abort.abort();
  expect(await gone).toEqual([]);
  await tail.close();
  expect(await closed).toEqual([]);
  expect(await take(tail.follow({}, { signal: AbortSignal.abort() }), 1)).toEqual([]);
});

test('the tail goes on after the database has thrown its connections out', async () => {
  const start = tail.last;
  const events = take(tail.follow({}, { after: start, signal: new AbortController().signal }), 2);
  await append(1);
  store.pool.on('error', () => {});
  await store.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name = $1',
    ['tombola'],
  );
  await append(1);
  expect((await events).map(({ id }) => id)).toEqual(idsFrom(start + 1, 2));
});

test('an id that does not exist yet, and one whose followers were removed, are refused', async () => {
  await append(5);
  const signal = new AbortController().signal;
  await expect(take(tail.follow({}, { after: tail.last + 1000, signal }), 1)).rejects.toThrow(
    'no event has this id yet',
  );
  await transact(store.db, (tx) => noteRemoved(tx, tail.last));
  await expect(take(tail.follow({}, { after: tail.last - 1, signal }), 1)).rejects.toThrow('have been removed');
});
