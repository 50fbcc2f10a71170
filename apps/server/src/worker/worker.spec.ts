import { readdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { planStudy, studyById } from '@tombola/studies';
import { openArtifactStore } from '../artifacts/open';
import { createExport } from '../ledger/exports';
import { launch } from '../ledger/testing/bench';
import {
  expectGaplessEvents,
  expectNoOtherBlobs,
  expectWholeMetrics,
  outcomesOf,
  stored,
  trainedQuietly,
} from './testing/checks';
import { longPlan, singlePlan } from './testing/plans';
import { Site } from './testing/workers';

jest.setTimeout(120_000);

let site: Site;
beforeAll(async () => (site = await Site.open()));
afterEach(() => site.clear());
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
  const worker = site.start({ slots: 2 });
  await site.untilStudy(study, 'done');
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
  expect(await site.rows(sql`select 1 from pgboss.job where state <> 'completed'`)).toEqual([]);
});

test('a training in another order finds what its ticket came from, and has the bits of one in a folder', async () => {
  const plan = singlePlan({ method: { name: 'imp', levels: 2 }, control: { name: 'reorder', points: 3 } });
  const study = await launch(site.bench, plan);
  site.start({ slots: 2 });
  await site.untilStudy(study, 'done');
  const digests = await stored(site, plan);
  expect(Object.keys(digests)).toHaveLength(3);
  expect(digests).toEqual(await trainedQuietly(site, plan));
});

test('an export is written and verified; of a level whose files are gone it fails and says why', async () => {
  const plan = singlePlan();
  const study = await launch(site.bench, plan);
  site.start();
  await site.untilStudy(study, 'done');
  const [level] = await site.rows<{ no: number; id: string }>(sql`select no, id from levels`);
  const ask = () => site.change((change) => createExport(change, site.bench.queue, level!, 'local'));
  const first = await ask();
  const [exported] = await site.until<{ sha256: string; verification: unknown }>(sql`
    select a.sha256, e.verification from exports e join artifacts a on a.id = e.artifact_id
    where e.id = ${first} and e.state = 'done'`);
  expect(exported!.verification).toMatchObject({ ok: true });
  const artifacts = await openArtifactStore(site.config().artifacts);
  expect((await artifacts.get(exported!.sha256)).length).toBeGreaterThan(1000);

  await site.rows(sql`delete from exports`);
  const [final] = await site.rows<{ sha256: string }>(sql`select sha256 from artifacts where kind = 'final'`);
  await artifacts.remove(final!.sha256);
  const second = await ask();
  const [failed] = await site.until(sql`select error from exports where id = ${second} and state = 'failed'`);
  expect(failed).toMatchObject({ error: { name: 'BlobMissingError', message: /no artifact with this digest/ } });
});

test('a training that diverges has failed at once, with its reason and the points before', async () => {
  const plan = singlePlan({ optimizer: { name: 'sgd', learningRate: 1e30 }, steps: 200, evaluateEvery: 1 });
  const study = await launch(site.bench, plan);
  site.start();
  await site.untilStudy(study, 'failed');
  const [level] = await site.rows<{ id: string; error: unknown; points: number }>(sql`
    select id, error, metrics_step as points from levels`);
  expect(level).toMatchObject({ error: { name: 'DivergenceError', message: /Lower the learning rate/ } });
  expect(level!.points).toBeGreaterThanOrEqual(0);
  expect(await outcomesOf(site, level!.id)).toEqual(['failed']);
});

test('a worker that is stopped gives its level back, another goes on from there, and no checkpoint stays', async () => {
  const study = await launch(site.bench, longPlan);
  const first = site.start();
  await site.untilTraining();
  await first.stop();
  const [level] = await site.rows<{ id: string; state: string; step: number }>(sql`
    select id, state, checkpoint_step as step from levels`);
  expect(level).toMatchObject({ state: 'queued' });
  expect(readdirSync(site.path('home/work'))).toEqual([]);

  await expectNoOtherBlobs(site);

  const second = site.start();
  await site.untilStudy(study, 'done');
  await second.stop();
  expect(second.log).toContainEqual(expect.objectContaining({ msg: 'training', step: level!.step }));
  expect(await outcomesOf(site, level!.id)).toEqual(['released', 'done']);
  expect(await stored(site, longPlan)).toEqual(await trainedQuietly(site, longPlan));
  await expectWholeMetrics(site, longPlan);
  await expectNoOtherBlobs(site);
});
