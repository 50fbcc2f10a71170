import { sql } from 'drizzle-orm';
import { change } from '../ledger/change';
import { claimExport, createExport, failExport, finishExport } from '../ledger/exports';
import { ticketsRouter } from './tickets';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { finishWithTicket, launchTiny, ticketOf } from './testing/launch';
import { addWorker, claim, trainAll } from './testing/train';
import { router } from './trpc';

const app = router({ tickets: ticketsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = () => fixture.as(app, viewer).tickets;
type Level = { readonly no: number; readonly id: string };
const ids = (items: readonly { level: string }[]) => items.map(({ level }) => level);

test('pages have every ticket once, the newest levels first, also while more come', async () => {
  const study = await launchTiny(fixture, { seeds: [0, 1] });
  const worker = await addWorker(fixture);
  const other = await launchTiny(fixture, { change: { steps: 30 } });
  await trainAll(fixture, worker);
  const { rows } = await fixture.store.db.execute<{ id: string }>(sql`select id from levels order by no desc`);
  const all = ids((await api().list({})).items);
  expect(all).toEqual(rows.map(({ id }) => id));

  const paged: string[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; cursor !== null; page++) {
    const answer = await api().list({ study, limit: 3, ...(cursor === undefined ? {} : { cursor }) });
    paged.push(...ids(answer.items));
    cursor = answer.nextCursor;
    if (page === 0) {
      await launchTiny(fixture, { seeds: [2] });
      await trainAll(fixture, worker);
    }
  }
  expect(paged).toHaveLength(10);
  expect([...paged, ...ids((await api().list({ study: other })).items)].sort()).toEqual([...all].sort());
});

test('tickets are found by trial, with the dense level that it shares, and by density', async () => {
  await launchTiny(fixture);
  await trainAll(fixture, await addWorker(fixture));
  const { rows } = await fixture.store.db.execute<{ trial: string; parent: string }>(sql`
    select l.trial_id as trial, l.parent_id as parent from levels l join trials t on t.id = l.trial_id
    where l.level = 1 and not jsonb_exists(t.recipe, 'control')`);
  const { trial, parent } = rows[0]!;
  expect(ids((await api().list({ trial })).items)).toEqual([`${trial}-l2`, `${trial}-l1`, parent]);
  expect(ids((await api().list({ trial, minDensity: 0.5, maxDensity: 0.5 })).items)).toEqual([`${trial}-l1`]);
  expect((await api().list({ minDensity: 0.3, maxDensity: 0.4 })).items).toEqual([]);
  const [first] = (await api().list({ trial })).items;
  expect(first).toEqual({ ...(await api().get({ level: `${trial}-l2` })), export: null });
  expect(first).toMatchObject({
    trial,
    density: 0.25,
    kept: 250,
    total: 1000,
    layers: { 'dense1.weights': { kept: 250, total: 1000 } },
    metrics: { earlyStopShare: 0.5 },
  });
});

test('tickets have the newest export of their level, and are found by whether it is verified', async () => {
  const study = await launchTiny(fixture);
  const worker = await addWorker(fixture);
  await trainAll(fixture, worker);
  const { db } = fixture.store;
  const { rows: levels } = await db.execute<{ no: number; id: string }>(sql`select no, id from levels order by no`);
  const [good, wrong, failed, waiting] = levels as [Level, Level, Level, Level];
  const order = (level: Level) => change(db, (current) => createExport(current, fixture.queue, level, 'local'));
  const taken = async (level: Level) => {
    const id = await order(level);
    const { rows } = await db.execute<{ delivery: string }>(sql`select delivery from exports where id = ${id}`);
    const claimed = await change(db, (current) => claimExport(current, worker, { id, delivery: rows[0]!.delivery }));
    return { id, hold: claimed!.hold };
  };
  const exported = async (level: Level, ok: boolean) => {
    const { id, hold } = await taken(level);
    const blob = await fixture.artifacts.put(Buffer.from('onnx'));
    await change(db, (current) => finishExport(current, hold, { name: 'model.onnx', ...blob }, { ok }));
    return id;
  };
  const broken = async (level: Level) => {
    const { id, hold } = await taken(level);
    await change(db, (current) => failExport(current, hold, { name: 'Error', message: 'made up' }));
    return id;
  };
  await broken(good);
  const expected = new Map<string, object | null>([
    [good.id, { id: await exported(good, true), state: 'done', verified: true }],
    [wrong.id, { id: await exported(wrong, false), state: 'done', verified: false }],
    [failed.id, { id: await broken(failed), state: 'failed', verified: null }],
    [waiting.id, { id: await order(waiting), state: 'queued', verified: null }],
    ...levels.slice(4).map(({ id }) => [id, null] as const),
  ]);
  const { items } = await api().list({ study });
  expect(new Map(items.map((item) => [item.level, item.export]))).toEqual(expected);
  expect(ids((await api().list({ verified: true })).items)).toEqual([good.id]);
  expect(ids((await api().list({ verified: false })).items)).toEqual(ids(items).filter((level) => level !== good.id));
  expect((await api().list({ verified: true, study: 'nothing' })).items).toEqual([]);
});

test('a mask is a picture of densities', async () => {
  await launchTiny(fixture);
  const held = await claim(fixture, await addWorker(fixture));
  const { level } = held.hold;
  await expect(api().mask({ level, parameter: 'w' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await finishWithTicket(
    fixture,
    held,
    ticketOf({ w: { shape: [2, 4], data: Uint8Array.of(1, 1, 0, 0, 1, 0, 0, 0) } }),
  );
  expect(await api().mask({ level, parameter: 'w', blocks: 2 })).toEqual({
    level,
    parameter: 'w',
    shape: [2, 4],
    kept: 3,
    total: 8,
    rows: 2,
    columns: 2,
    densities: [1, 0, 0.5, 0],
  });
  await expect(api().mask({ level, parameter: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api().mask({ level, parameter: `'; drop table tickets; --` })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(api().mask({ level: '000000000000-s0-l0', parameter: 'w' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('unknown tickets, strange cursors and strangers are refused', async () => {
  await launchTiny(fixture);
  const [level] = (await fixture.store.db.execute<{ id: string }>(sql`select id from levels`)).rows;
  await expect(api().get({ level: level!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const strange = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  for (const cursor of ['x', strange('name', 'a', 'b'), strange('-level', 'x', 'y'), strange('-level', 1.5, 'y')]) {
    await expect(api().list({ cursor })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  expect((await api().list({ study: 'nothing', trial: '000000000000-s0' })).items).toEqual([]);
  await expect(fixture.as(app, undefined).tickets.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
});
