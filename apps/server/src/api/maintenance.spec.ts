import { sql } from 'drizzle-orm';
import { maintenanceRouter } from './maintenance';
import { admin, editor, openFixture, viewer, type Fixture } from './testing/fixture';
import { router } from './trpc';

const app = router({ maintenance: maintenanceRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = () => fixture.as(app, admin).maintenance;
const audited = async () =>
  (
    await fixture.store.db.execute<{ action: string; details: unknown }>(
      sql`select action, details from audit_log order by id`,
    )
  ).rows;

test('members are set one by one, and go back to the configuration', async () => {
  const configured = { metricEventDays: 2, eventDays: 90, logDays: 30, orphanDays: 30 };
  expect(await api().get()).toEqual({ retention: configured, configured, last: null });
  expect(await api().set({ logDays: 7, orphanDays: 0 })).toMatchObject({
    retention: { ...configured, logDays: 7, orphanDays: 0 },
    configured,
  });
  expect((await api().set({ eventDays: 10 })).retention).toEqual({
    ...configured,
    logDays: 7,
    orphanDays: 0,
    eventDays: 10,
  });
  expect((await api().set({ logDays: null })).retention).toEqual({ ...configured, orphanDays: 0, eventDays: 10 });
  expect((await api().set({ orphanDays: null, eventDays: null })).retention).toEqual(configured);
  expect((await audited())[0]).toEqual({ action: 'maintenance.set', details: { logDays: 7, orphanDays: 0 } });
});

test('changes at a time are all kept', async () => {
  await Promise.all([
    api().set({ logDays: 1 }),
    api().set({ eventDays: 2 }),
    api().set({ orphanDays: 3 }),
    api().set({ metricEventDays: 4 }),
  ]);
  expect((await api().get()).retention).toEqual({ logDays: 1, eventDays: 2, orphanDays: 3, metricEventDays: 4 });
});

test('a run is reported and written down; while another runs it is refused, and nothing is written', async () => {
  const other = await fixture.store.pool.connect();
  await other.query('select pg_advisory_lock(4466002)');
  await expect(api().run()).rejects.toMatchObject({ code: 'CONFLICT' });
  await other.query('select pg_advisory_unlock(4466002)');
  other.release();
  expect([(await api().get()).last, await audited()]).toEqual([null, []]);
  const report = await api().run();
  expect(report).toMatchObject({ problems: [], levels: 0 });
  expect((await api().get()).last).toEqual(report);
  expect((await audited()).map(({ action }) => action)).toEqual(['maintenance.run']);
});

test('only administrators may, and nonsense is refused', async () => {
  for (const caller of [viewer, editor]) {
    const other = fixture.as(app, caller).maintenance;
    for (const call of [other.get(), other.set({ logDays: 1 }), other.run()]) {
      await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  }
  await expect(fixture.as(app, undefined).maintenance.get()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  for (const wrong of [{ logDays: 0 }, { eventDays: -1 }, { orphanDays: 1e9 }, { logDays: 'x' }, { else: 1 }]) {
    await expect(api().set(wrong as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  expect(await audited()).toEqual([]);
});
