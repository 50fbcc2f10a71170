import { setTimeout as pause } from 'node:timers/promises';
import type { MaintenanceReport, Retention } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { openFixture, type Fixture } from '../api/testing/fixture';
import { launchTiny } from '../api/testing/launch';
import { addWorker, claim, trainAll } from '../api/testing/train';
import type { ArtifactStore } from '../artifacts/store';
import { change } from '../ledger/change';
import { signOff } from '../ledger/workers';
import { openStore } from '../store/connect';
import { maintain, readMaintenance } from './maintain';
import { pruneLogs } from './prune-logs';
import { pruneWorkers } from './prune-workers';
import { scheduleMaintenance } from './schedule';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  // With the mark of the database before.
  for await (const { sha256 } of fixture.artifacts.list()) await fixture.artifacts.remove(sha256);
  await fixture.clear();
});

const db = () => fixture.store.db;
const retention: Retention = { metricEventDays: 2, eventDays: 90, logDays: 30, orphanDays: 30 };
const parts = () => ({ store: fixture.store, artifacts: fixture.artifacts, retention });

/** The artifacts, whose list waits for something first. */
function withList(first: () => Promise<void>): ArtifactStore {
  async function* list() {
    await first();
    yield* fixture.artifacts.list();
  }
  return Object.assign(Object.create(fixture.artifacts) as ArtifactStore, {
    list,
    put: (content: Uint8Array) => fixture.artifacts.put(content),
    get: (sha256: string) => fixture.artifacts.get(sha256),
    removeOlder: (sha256: string, before: Date) => fixture.artifacts.removeOlder(sha256, before),
  });
}

test('logs go after a while; what became of the attempts stays', async () => {
  await launchTiny(fixture, { seeds: [0, 1] });
  await trainAll(fixture, await addWorker(fixture));
  await db().execute(sql`update attempts set ended_at = now() - interval '29 days'`);
  await db().execute(sql`
    update attempts set ended_at = now() - interval '31 days' where level_no in (select no from levels where level > 0)`);
  expect(await pruneLogs(db(), 30, { batch: 3 })).toBe(8);
  const { rows } = await db().execute(sql`
    select l.level > 0 as old, bool_and(a.log is null) as gone, bool_and(a.outcome = 'done') as known
    from attempts a join levels l on l.no = a.level_no group by 1 order by 1`);
  expect(rows).toEqual([
    { old: false, gone: false, known: true },
    { old: true, gone: true, known: true },
  ]);
  expect(await pruneLogs(db(), 30)).toBe(0);
});

test('workers are forgotten a month after they stopped, unless they have something still', async () => {
  await launchTiny(fixture);
  const [live, stopped, recent, busy] = await Promise.all(Array.from({ length: 4 }, () => addWorker(fixture)));
  await claim(fixture, busy!);
  for (const id of [stopped!, recent!, busy!]) await change(db(), (current) => signOff(current, id));
  await db().execute(sql`
    update workers set heartbeat_at = now() - interval '31 days', stopped_at = stopped_at - interval '31 days' where id <> ${recent}`);
  expect(await pruneWorkers(db())).toBe(1);
  const { rows } = await db().execute<{ id: string }>(sql`select id from workers`);
  expect(rows.map(({ id }) => id).sort()).toEqual([live!, recent!, busy!].sort());
});

test('a run does all steps and is reported', async () => {
  const study = await launchTiny(fixture);
  await trainAll(fixture, await addWorker(fixture));
  await db().execute(sql`delete from studies where id = ${study}`);
  await db().execute(sql`update events set at = now() - interval '3 days'`);
  await db().execute(sql`update attempts set ended_at = now() - interval '31 days'`);
  expect(await readMaintenance(db(), retention)).toEqual({ retention, configured: retention, last: null });
  const { rows } = await db().execute<{ n: number }>(sql`select count(*)::int as n from events where type = 'metrics'`);
  const first = await maintain(parts());
  expect(first).toMatchObject({ metricEvents: rows[0]!.n, events: 0, logs: 5, levels: 0, blobs: 0, problems: [] });
  const second = await maintain({ ...parts(), retention: { ...retention, orphanDays: 0 } });
  expect(second).toMatchObject({ metricEvents: 0, logs: 0, levels: 5, trials: 3, problems: [] });
  expect((await readMaintenance(db(), retention)).last).toEqual(second);
});

test('what one step cannot do is noted, and the others are done', async () => {
  await launchTiny(fixture);
  await trainAll(fixture, await addWorker(fixture));
  await db().execute(sql`update events set at = now() - interval '100 days'`);
  const artifacts = withList(() => Promise.reject(new Error('the bucket is away')));
  const report = await maintain({ ...parts(), artifacts });
  expect(report).toMatchObject({ problems: ['files: the bucket is away'], blobs: 0 });
  expect(report!.events).toBeGreaterThan(0);
});

test('two processes do not run it at a time, and one that died does not hold up the next', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  let begun = () => {};
  const first = new Promise<void>((resolve) => (begun = resolve));
  const running = maintain({ ...parts(), artifacts: withList(() => gate) }, { begun: () => Promise.resolve(begun()) });
  await first;
  expect(await maintain(parts())).toBeUndefined();
  open();
  expect(await running).toMatchObject({ problems: [] });
  // Another process that holds the lock and is killed.
  const other = openStore(fixture.store.url, { onError: () => {} });
  const client = await other.pool.connect();
  client.on('error', () => {});
  await client.query('select pg_advisory_lock(4466002)');
  expect(await maintain(parts())).toBeUndefined();
  await db().execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where pid = ${(client as unknown as { processID: number }).processID}`);
  client.release(true);
  await other.close();
  while ((await maintain(parts())) === undefined) await pause(10);
});

test('an administrator’s settings count more than the configuration', async () => {
  await db().execute(sql`insert into settings (key, value) values ('retention', '{"logDays": 7}')`);
  expect(await readMaintenance(db(), retention)).toMatchObject({
    retention: { ...retention, logDays: 7 },
    configured: retention,
  });
  await db().execute(sql`update settings set value = '{"logDays": -1, "else": true}' where key = 'retention'`);
  expect(await readMaintenance(db(), retention)).toMatchObject({ retention });
});

test('a schedule runs until it is stopped, and outlives what it cannot do', async () => {
  const reports: MaintenanceReport[] = [];
  const errors: unknown[] = [];
  let broken = true;
  const store = new Proxy(fixture.store, {
    get: (target, name) => {
      if (name === 'pool' && broken) throw new Error('the database is away');
      return Reflect.get(target, name) as unknown;
    },
  });
  const schedule = scheduleMaintenance(
    { ...parts(), store },
    { firstMs: 1, everyMs: 1, onReport: (report) => reports.push(report), onError: (error) => errors.push(error) },
  );
  while (errors.length < 2) await pause(5);
  broken = false;
  while (reports.length < 2) await pause(5);
  await schedule.stop();
  const count = reports.length;
  await pause(50);
  expect(reports).toHaveLength(count);
});
