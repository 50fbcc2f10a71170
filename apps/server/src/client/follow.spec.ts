import { setTimeout as pause } from 'node:timers/promises';
import type { EventOut } from './api';
import { createClient, type Client } from './client';
import type { FollowOptions } from './follow';
import { Cable, LiveServer } from './testing/live-server';

let server: LiveServer;
let client: Client;

beforeAll(async () => {
  server = await LiveServer.open();
  client = createClient({ url: server.url });
});
afterAll(() => server.close());
// Whoever followed in one test must not be taken for who follows in the next.
afterEach(async () => {
  while (server.services.events.subscribers > 0) await pause(10);
});

/** Follows to the end. */
async function follow(by: Client, study: string, options: FollowOptions = {}): Promise<EventOut[]> {
  const events: EventOut[] = [];
  for await (const event of by.followStudy(study, options)) events.push(event);
  return events;
}

/** What the log has of a study. */
async function stored(study: string, after = 0): Promise<EventOut[]> {
  const events: EventOut[] = [];
  for (;;) {
    const { items } = await client.system.events.query({ study, after: events.at(-1)?.id ?? after, limit: 200 });
    if (items.length === 0) return events;
    events.push(...items);
  }
}

/** The newest event of a study, once the server has read it for its streams. */
async function newest(study: string): Promise<number> {
  const { id } = (await stored(study)).at(-1)!;
  while ((await client.system.info.query()).lastEvent < id) await pause(10);
  return id;
}

/** Resolves when somebody follows. */
async function followed(count = 1): Promise<void> {
  while (server.services.events.subscribers < count) await pause(10);
}

test('a study is followed from now to its end: every event once, in order', async () => {
  const study = await server.launch(21);
  const lastEvent = await newest(study);
  const following = follow(client, study);
  await followed();
  const levels = (await client.studies.get.query({ study })).levels;
  for (let i = 0; i < levels; i++) await server.train();
  const events = await following;
  expect(events).toEqual(await stored(study, lastEvent));
  // Three points each, and those of the end.
  expect(events.filter(({ type }) => type === 'metrics')).toHaveLength(4 * levels);
  expect(events.at(-1)).toMatchObject({ type: 'study.changed', data: { state: 'done' } });
});

test('a study that has ended is told from where one asks, and nothing of it from now on', async () => {
  const study = await server.launch(22);
  await server.trainAll();
  const all = await stored(study);
  expect(await follow(client, study, { after: 0 })).toEqual(all);
  const middle = all[Math.floor(all.length / 2)]!.id;
  expect(await follow(client, study, { after: middle })).toEqual(all.filter(({ id }) => id > middle));
  expect(await follow(client, study)).toEqual([]);
  expect(await client.waitForStudy(study)).toMatchObject({ id: study, state: 'done' });
});

test('more events than one page of the log are told, too', async () => {
  const study = await server.launch(23);
  await server.train(300);
  await server.trainAll();
  const all = await stored(study);
  expect(all.length).toBeGreaterThan(300);
  expect(await follow(client, study, { after: 0 })).toEqual(all);
});

test('an end that was taken back is none', async () => {
  const study = await server.launch(24);
  const waited = client.waitForStudy(study);
  await followed();
  await client.studies.cancel.mutate({ study });
  expect(await waited).toMatchObject({ state: 'cancelled' });
  await client.studies.resume.mutate({ study });
  // The log says `cancelled` first; the study goes on.
  const following = follow(client, study, { after: 0 });
  await followed();
  await server.trainAll();
  const events = await following;
  expect(events).toEqual(await stored(study));
  expect(events.at(-1)!.data['state']).toBe('done');
});

test('connections that break cost no event and double none', async () => {
  const cable = await Cable.open(server.port);
  try {
    const study = await server.launch(25, [0, 1]);
    const lastEvent = await newest(study);
    const following = follow(createClient({ url: cable.url }), study);
    await followed();
    const { levels } = await client.studies.get.query({ study });
    for (let i = 0; i < levels; i++) {
      await server.train(10);
      cable.cut();
    }
    expect(await following).toEqual(await stored(study, lastEvent));
  } finally {
    cable.close();
  }
});

test('servers that stop and start again cost no event and double none', async () => {
  const study = await server.launch(26, [0, 1]);
  const lastEvent = await newest(study);
  const following = follow(client, study);
  await followed();
  const { levels } = await client.studies.get.query({ study });
  for (let i = 0; i < levels; i++) {
    await server.train(5);
    if (i % 3 === 1) {
      await server.stop();
      await pause(300);
      await server.start();
    }
  }
  expect(await following).toEqual(await stored(study, lastEvent));
});

test('a server that stays away is given up after a while', async () => {
  const study = await server.launch(27);
  const following = follow(client, study, { patience: 500 });
  await followed();
  const failed = expect(following).rejects.toMatchObject({ code: 'NETWORK', url: server.url });
  await server.stop();
  await failed;
  await server.start();
});

test('whoever has enough ends it, and the server forgets them', async () => {
  const study = await server.launch(28);
  const stop = new AbortController();
  const following = follow(client, study, { signal: stop.signal });
  await followed();
  stop.abort(new Error('enough'));
  await expect(following).rejects.toThrow('enough');
  const loop = client.followStudy(study, { after: 0 });
  expect((await loop.next()).value).toMatchObject({ type: 'level.changed', studies: [study] });
  await loop.return();
  while (server.services.events.subscribers > 0) await pause(10);
});

test('a study that is not there is said at once, and one that is deleted when it goes', async () => {
  await expect(follow(client, 'no-such-study')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const study = await server.launch(29);
  await client.studies.pause.mutate({ study });
  const following = follow(client, study);
  await followed();
  const failed = expect(following).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await client.studies.delete.mutate({ study });
  await failed;
});
