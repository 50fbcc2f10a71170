import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { openArtifactStore } from '../artifacts/open';
import { StorageFullError } from '../artifacts/errors';
import type { ArtifactStore } from '../artifacts/store';
import { reap } from '../ledger/reap';
import { launch } from '../ledger/testing/bench';
import { wishForStudy } from '../ledger/wishes';
import { expectGaplessEvents, expectWholeMetrics, outcomesOf, stored, trainedQuietly } from './testing/checks';
import { oddProcess } from './testing/odd-process';
import { longPlan, singlePlan } from './testing/plans';
import { Site } from './testing/workers';

jest.setTimeout(120_000);

let site: Site;
let quiet: Awaited<ReturnType<typeof trainedQuietly>>;
beforeAll(async () => {
  site = await Site.open();
  quiet = await trainedQuietly(site, longPlan);
});
afterEach(() => site.clear());
afterAll(() => site.close());

/** The long training is done: with the bits of a quiet run, with every point once. */
async function expectQuietEnd(study: string, outcomes: readonly string[]): Promise<void> {
  await site.untilStudy(study, 'done');
  const [level] = await site.rows<{ id: string }>(sql`select id from levels`);
  expect(await outcomesOf(site, level!.id)).toEqual(outcomes);
  expect(await stored(site, longPlan)).toEqual(quiet);
  await expectWholeMetrics(site, longPlan);
  await expectGaplessEvents(site);
}

const wish = (study: string, desired: 'run' | 'paused' | 'cancelled') =>
  site.change((change) => wishForStudy(change, site.bench.queue, study, desired));
const untilLevel = (state: string) => site.until(sql`select 1 from levels where state = ${state}`);

test('a worker is killed, another goes on from its last checkpoint, and its scratch files are removed', async () => {
  const study = await launch(site.bench, longPlan);
  const killed = site.spawn();
  await site.untilTraining();
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const [left] = readdirSync(site.path('home/work'));
  const other = site.start();
  await expectQuietEnd(study, ['lost', 'done']);
  expect(other.log.find(({ msg }) => msg === 'training')!.step).toBeGreaterThan(0);
  expect(readdirSync(site.path('home/work'))).not.toContain(left);
});

test('a worker whose parent is gone stops as if it were told to', async () => {
  const study = await launch(site.bench, longPlan);
  const orphan = site.spawn();
  await site.untilTraining();
  orphan.disconnect();
  const [code] = (await once(orphan, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(readdirSync(site.path('home/work'))).toEqual([]);
  site.start();
  await expectQuietEnd(study, ['released', 'done']);
});

test('the database goes away in the middle: nothing is lost, nothing doubled', async () => {
  const study = await launch(site.bench, longPlan);
  const worker = site.start();
  await site.untilTraining();
  await site.restartDatabase();
  await expectQuietEnd(study, ['done']);
  await worker.stop();
});

test('a level is paused with a checkpoint, and resumed ends with the same bits', async () => {
  const study = await launch(site.bench, longPlan);
  site.start();
  await site.untilTraining();
  await wish(study, 'paused');
  await untilLevel('paused');
  await wish(study, 'run');
  await expectQuietEnd(study, ['released', 'done']);
});

test('a level is cancelled while it trains, and the worker goes on with another', async () => {
  const study = await launch(site.bench, longPlan);
  site.start();
  await site.untilTraining();
  await wish(study, 'cancelled');
  await untilLevel('cancelled');
  const [level] = await site.rows<{ step: number; steps: number }>(sql`
    select step, steps from levels`);
  expect(level!.step).toBeLessThan(level!.steps);
  await site.untilStudy(await launch(site.bench, singlePlan()), 'done');
});

test('a trial process that does not hear is killed when its level is cancelled', async () => {
  const entry = oddProcess(
    site.path('deaf.mjs'),
    41,
    `process.stderr.write('deaf'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
  );
  const study = await launch(site.bench, singlePlan({ steps: 41 }));
  const worker = site.start({ entry });
  await worker.said('training');
  await wish(study, 'cancelled');
  await untilLevel('cancelled');
  const [attempt] = await site.rows(sql`select outcome, log from attempts`);
  expect(attempt).toEqual({ outcome: 'released', log: 'deaf' });
  await site.untilStudy(await launch(site.bench, singlePlan()), 'done');
});

test('a training that kills its process has failed after its retries, with its log, and the queue goes on', async () => {
  const entry = oddProcess(
    site.path('poison.mjs'),
    42,
    `process.stderr.write('poison', () => process.kill(process.pid, 'SIGKILL'));`,
  );
  const poisoned = await launch(site.bench, singlePlan({ steps: 42 }), { retryLimit: 1, priority: 1 });
  const sound = await launch(site.bench, singlePlan());
  site.start({ entry });
  await site.untilStudy(sound, 'done');
  await site.untilStudy(poisoned, 'failed');
  const [level] = await site.rows<{ id: string; error: unknown }>(sql`select id, error from levels where steps = 42`);
  expect(level!.error).toMatchObject({ name: 'ProcessDied', message: 'the trial process died (signal SIGKILL)' });
  expect(await outcomesOf(site, level!.id)).toEqual(['crashed', 'crashed']);
  expect(await site.rows(sql`select distinct log from attempts where outcome = 'crashed'`)).toEqual([
    { log: 'poison' },
  ]);
});

test('a script that cannot start takes no work, so no level fails of it', async () => {
  writeFileSync(site.path('broken.mjs'), `throw new Error('broken')`);
  await launch(site.bench, singlePlan());
  const worker = site.start({ entry: site.path('broken.mjs') });
  await worker.said('a trial process cannot be started');
  await worker.stop();
  expect(await site.rows(sql`select state, attempt from levels`)).toEqual([{ state: 'queued', attempt: 0 }]);
});

/** The artifact store of the home, which can be full. */
async function fillableStore(): Promise<{ artifacts: ArtifactStore; fill: (full: boolean) => void }> {
  const store = await openArtifactStore(site.config().artifacts);
  let full = false;
  const problem = { what: 'the disk is full', expected: 'free space' };
  const artifacts = new Proxy(store, {
    get: (target, name) => {
      if (name === 'putFile' && full) return () => Promise.reject(new StorageFullError(problem));
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return { artifacts, fill: (value) => void (full = value) };
}

test('a level that ends while the artifact store is full waits for room', async () => {
  const { artifacts, fill } = await fillableStore();
  const study = await launch(site.bench, longPlan);
  const worker = site.start({ artifacts });
  await site.untilTraining();
  fill(true);
  await worker.said('a checkpoint cannot be stored');
  await worker.said('files cannot be stored or read: the level waits');
  expect(await site.rows(sql`select state from levels`)).toEqual([{ state: 'running' }]);
  fill(false);
  await expectQuietEnd(study, ['done']);
});

test('a level that waits for room can be cancelled', async () => {
  const { artifacts, fill } = await fillableStore();
  fill(true);
  const study = await launch(site.bench, singlePlan());
  const worker = site.start({ artifacts });
  await worker.said('files cannot be stored or read: the level waits');
  await wish(study, 'cancelled');
  await untilLevel('cancelled');
});

test('a training that finds no room for its checkpoint waits for it and goes on', async () => {
  // What a disk that is full at the first attempt says.
  const entry = oddProcess(
    site.path('full.mjs'),
    43,
    `if ((globalThis.tries = (globalThis.tries ?? 0) + 1) > 1) return;
     const send = process.send.bind(process);
     process.send = (report, ...rest) => {
       if (report.type === 'done') {
         report = { ...report, type: 'failed', error: { name: 'Error', message: 'ENOSPC: no space left on device, write' } };
         process.send = send;
       }
       return send(report, ...rest);
     };`,
  );
  const study = await launch(site.bench, singlePlan({ steps: 43 }));
  const worker = site.start({ entry });
  await worker.said('no room on this machine');
  await site.untilStudy(study, 'done');
});

test('a worker that was taken for lost drops its level and does it again for the new hold', async () => {
  const study = await launch(site.bench, longPlan);
  const worker = site.start();
  await site.untilTraining();
  await site.change(async (change) => {
    await change.tx.execute(sql`update workers set heartbeat_at = now() - interval '1 hour'`);
    await reap(change, site.bench.queue, { leaseSeconds: 10, graceSeconds: 0 });
  });
  await worker.said('the level was taken from this worker');
  await expectQuietEnd(study, ['lost', 'done']);
});

test('a level that the database takes for a worker’s, and the worker does not know, is queued again', async () => {
  const worker = site.start();
  await worker.said('the worker is ready');
  const [{ id } = { id: '' }] = await site.until<{ id: string }>(sql`select id from workers`);
  const study = await launch(site.bench, longPlan);
  await site.untilTraining();
  // As if the answer to a claim had been lost: another attempt that nobody trains.
  await site.rows(sql`update levels set attempt = attempt + 1 where worker_id = ${id}`);
  await site.rows(sql`insert into attempts (level_no, attempt, worker_id) select no, attempt, ${id} from levels`);
  await site.untilStudy(study, 'done');
  const [level] = await site.rows<{ id: string }>(sql`select id from levels`);
  expect(await outcomesOf(site, level!.id)).toEqual([null, 'released', 'done']);
  expect(await stored(site, longPlan)).toEqual(quiet);
});
