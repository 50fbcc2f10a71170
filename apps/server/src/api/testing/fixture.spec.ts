import { z } from 'zod';
import { sql } from 'drizzle-orm';
import { systemRouter } from '../system';
import { reading, router } from '../trpc';
import { openFixture, viewer, type Fixture } from './fixture';
import { addWorker } from './train';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const app = router({
  system: systemRouter,
  broken: reading.input(z.void()).query(({ ctx }) => ctx.store.db.execute(sql`select * from nothing`)),
});

test('callers have their roles, and tables are emptied', async () => {
  await addWorker(fixture);
  expect((await fixture.as(app, viewer).system.workers({})).items).toHaveLength(1);
  await expect(fixture.as(app, undefined).system.workers({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  await fixture.clear();
  expect((await fixture.as(app, viewer).system.workers({})).items).toEqual([]);
});

test('what nobody expected is noted', async () => {
  await expect(fixture.as(app, viewer).broken()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  expect(fixture.failures).toHaveLength(1);
});
