import { existsSync, readdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { planStudy, studyById } from '@tombola/studies';
import { launch } from '../ledger/testing/bench';
import { expectGaplessEvents, expectWholeMetrics, stored, trainedQuietly } from './testing/checks';
import { Site } from './testing/workers';

let site: Site;
beforeAll(async () => (site = await Site.open()), 120_000);
afterAll(() => site.close());

const lth = planStudy(studyById('lth'), {
  scale: 'smoke',
  seeds: [0],
  changes: {
    network: { name: 'mlp', hidden: [16] },
    dataset: { validation: 100, limit: 400, testLimit: 100 },
    evaluateEvery: 5,
  },
});

test('a study that a worker trains has the bits of one trained in a folder, and every point that was measured', async () => {
  const study = await launch(site.bench, lth);
  const worker = site.start();
  await site.ended(study);
  expect(await stored(site, lth)).toEqual(await trainedQuietly(site, lth));
  await expectWholeMetrics(site, lth);
  await expectGaplessEvents(site);
  const attempts = await site.rows(sql`select distinct attempt, outcome from attempts`);
  expect(attempts).toEqual([{ attempt: 1, outcome: 'done' }]);

  expect(readdirSync(site.path('home/work'))).toHaveLength(1);
  await worker.stop();
  expect(readdirSync(site.path('home/work'))).toEqual([]);
  expect(await site.rows(sql`select state, memory is not null as remembers from workers`)).toEqual([
    { state: 'stopped', remembers: true },
  ]);
  expect(await site.rows(sql`select 1 from pgboss.job where state not in ('completed')`)).toEqual([]);
}, 180_000);

test('the checkpoints of a level leave the artifact store when it is done', () => {
  expect(existsSync(site.path('home/artifacts'))).toBe(true);
});
