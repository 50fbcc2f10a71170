import { sql } from 'drizzle-orm';
import { change } from '../ledger/change';
import { claimExport, failExport, finishExport } from '../ledger/exports';
import { exportsRouter } from './exports';
import { admin, editor, openFixture, viewer, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
import { addWorker, claim, finish, trainAll } from './testing/train';
import { router } from './trpc';

const app = router({ exports: exportsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = (caller: Parameters<Fixture['as']>[1] = editor) => fixture.as(app, caller).exports;
const db = () => fixture.store.db;
const levels = async () =>
  (await db().execute<{ id: string; state: string }>(sql`select id, state from levels order by no`)).rows;
const events = async () =>
  (
    await db().execute<{ state: string }>(
      sql`select data ->> 'state' as state from events where type = 'export.changed' order by id`,
    )
  ).rows.map(({ state }) => state);
const actions = async () =>
  (await db().execute<{ action: string }>(sql`select action from audit_log order by id`)).rows.map(
    ({ action }) => action,
  );
const delivered = async (id: string) => {
  const { rows } = await db().execute<{ delivery: string }>(sql`select delivery from exports where id = ${id}`);
  return { id, delivery: rows[0]!.delivery };
};

test('a done level is exported once, however often and by how many it is asked for', async () => {
  await launchTiny(fixture);
  await trainAll(fixture, await addWorker(fixture));
  const [{ id: level }] = (await levels()) as [{ id: string; state: string }];
  const all = await Promise.all([editor, editor, admin, editor].map((caller) => api(caller).create({ level })));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all[0]).toMatchObject({
    level,
    state: 'queued',
    artifact: null,
    verified: null,
    verification: null,
    error: null,
  });
  expect(await actions()).toEqual(['export.create']);
  expect(await events()).toEqual(['queued']);
  const { rows } = await db().execute<{ data: unknown }>(sql`select data from pgboss.job where name = 'export-cpu'`);
  expect(rows).toEqual([{ data: await delivered(all[0]!.id) }]);
});

test('what a worker makes of it is seen', async () => {
  await launchTiny(fixture);
  const worker = await addWorker(fixture);
  await trainAll(fixture, worker);
  const [first, second] = (await levels()) as [{ id: string; state: string }, { id: string; state: string }];
  const { id } = await api().create({ level: first.id });
  const taken = await change(db(), async (current) => claimExport(current, worker, await delivered(id)));
  expect(await api(viewer).get({ export: id })).toMatchObject({ state: 'running' });
  const blob = await fixture.artifacts.put(Buffer.from('onnx'));
  await change(db(), (current) =>
    finishExport(current, taken!.hold, { name: 'model.onnx', ...blob }, { ok: true, checks: [] }),
  );
  const done = await api(viewer).get({ export: id });
  expect(done).toMatchObject({
    state: 'done',
    verified: true,
    verification: { ok: true },
    artifact: { kind: 'onnx', name: 'model.onnx', sha256: blob.sha256, size: 4, level: first.id },
  });
  expect(done.finishedAt).not.toBeNull();
  // One that failed is asked for again.
  const failed = await api().create({ level: second.id });
  const held = await change(db(), async (current) => claimExport(current, worker, await delivered(failed.id)));
  await change(db(), (current) => failExport(current, held!.hold, { name: 'Error', message: 'no room' }));
  expect(await api().get({ export: failed.id })).toMatchObject({ state: 'failed', error: { message: 'no room' } });
  const again = await api().create({ level: second.id });
  expect(again.id).not.toBe(failed.id);
  expect(await api().create({ level: first.id })).toEqual(done);
  expect(await actions()).toEqual(['export.create', 'export.create', 'export.create']);

  expect((await api(viewer).list({})).items.map((each) => each.id)).toEqual([again.id, failed.id, id]);
  expect((await api(viewer).list({ level: first.id })).items).toEqual([done]);
  const page = await api(viewer).list({ limit: 2 });
  const rest = await api(viewer).list({ limit: 2, cursor: page.nextCursor! });
  expect([page.items.length, rest.items.map((each) => each.id), rest.nextCursor]).toEqual([2, [id], null]);
});

test('levels that are not done, or not there, are not exported', async () => {
  await launchTiny(fixture);
  const held = await claim(fixture, await addWorker(fixture));
  for (const { id } of await levels()) {
    await expect(api().create({ level: id })).rejects.toMatchObject({ code: 'CONFLICT' });
  }
  await expect(api().create({ level: '000000000000-s0-l0' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api().get({ export: 'exp_0000000000000000' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await api().list({ level: '000000000000-s0-l0' })).items).toEqual([]);
  await finish(fixture, held);
  await expect(api(viewer).create({ level: held.hold.level })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(fixture.as(app, undefined).exports.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  await expect(api().create({ level: `'; drop table exports; --` })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const { rows } = await db().execute<{ n: number }>(sql`select count(*)::int as n from exports`);
  expect([rows[0]!.n, await actions()]).toEqual([0, []]);
});
