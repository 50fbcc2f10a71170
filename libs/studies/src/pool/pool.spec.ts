import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecipe } from '@tombola/shared';
import { jobKey, jobsOfTrial, neededBy, parentOf, withoutControl, type Job } from '../trial/job';
import { Results } from '../trial/results';
import { runJobs, type PoolEvent } from './pool';

const folder = mkdtempSync(join(tmpdir(), 'tombola-pool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A stand-in for a trial process: every second one is slow to start, and two jobs at once are an error. */
function entry(name: string, onRun: string): string {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(
    path,
    `const { existsSync, writeFileSync } = require('node:fs');
     let busy = false;
     process.on('disconnect', () => process.exit(0));
     process.on('message', (order) => {
       if (order.type === 'setup') setTimeout(() => process.send({ type: 'ready' }), process.pid % 2 ? 300 : 0);
       else if (order.type === 'stop') process.exit(busy ? 9 : 0);
       else {
         const { key } = order;
         if (busy) return process.send({ type: 'failed', key, error: { name: 'Error', message: 'two jobs at once' } });
         busy = true;
         const done = () => { busy = false; process.send({ type: 'done', key }); };
         ${onRun}
       }
     });`,
  );
  return path;
}

const recipe = (extra: object) =>
  readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'adam', learningRate: 0.001 },
    steps: 1,
    method: { name: 'imp', levels: 3 },
    ...extra,
  });
const jobs: Job[] = [0, 1].flatMap((seed) =>
  [recipe({}), recipe({ control: { name: 'reinit' } }), recipe({ control: { name: 'shuffle' } })].flatMap((each) =>
    jobsOfTrial(each, seed),
  ),
);
const distinct = new Set(jobs.map(jobKey)).size;

async function run(script: string, slots: number) {
  const events: PoolEvent[] = [];
  const results = mkdtempSync(join(folder, 'results-'));
  const outcome = await runJobs(jobs, { entry: script, results, slots, onEvent: (event) => events.push(event) });
  return {
    outcome,
    events,
    keys: (type: 'started' | 'done') => events.flatMap((e) => (e.type === type ? [jobKey(e.job)] : [])),
  };
}

test.each([1, 2, 5])(
  'with %d slots every job runs once, one a process at a time, after the job that it needs',
  async (slots) => {
    const { outcome, events, keys } = await run(entry(`plain-${slots}`, 'setTimeout(done, 20);'), slots);
    expect(outcome).toEqual({ failures: [], blocked: [], interrupted: false });
    expect(keys('started').length).toBe(distinct);
    expect(new Set(keys('done')).size).toBe(distinct);
    const finished = new Set<string>();
    for (const event of events) {
      if (event.type === 'done') finished.add(jobKey(event.job));
      if (event.type !== 'started') continue;
      const parent = parentOf(event.job);
      if (parent !== undefined) expect(finished.has(jobKey(parent))).toBe(true);
    }
  },
);

test('a training in another order waits for all levels whose files it reads, one that is stored among them', async () => {
  const again = jobsOfTrial(recipe({ control: { name: 'reorder', levels: [2] } }), 0)[0]!;
  const folder = new Results(mkdtempSync(join(tmpdir(), 'tombola-pool-')));
  const stored = withoutControl(again);
  mkdirSync(folder.path(stored, ''), { recursive: true });
  writeFileSync(folder.files(stored).result, '{}');
  const order: string[] = [];
  const outcome = await runJobs([again], {
    ...{ entry: entry('again', 'setTimeout(done, 20);'), results: folder.root, slots: 3 },
    onEvent: (event) => event.type === 'done' && order.push(jobKey(event.job)),
  });
  rmSync(folder.root, { recursive: true });
  expect(outcome).toEqual({ failures: [], blocked: [], interrupted: false });
  const before = neededBy(again)[1]!;
  expect(order).toEqual([parentOf(before)!, before, again].map(jobKey));
});

test('what a process tells while it trains does not end its job', async () => {
  const script = entry(
    'talkative',
    `const tell = (report) => process.send({ key, ...report });
     tell({ type: 'measurement', measurement: { step: 0 } });
     tell({ type: 'checkpoint', step: 0, file: 'checkpoint' });
     tell({ type: 'progress', step: 1 });
     setTimeout(done, 50);`,
  );
  const { outcome, keys } = await run(script, 2);
  expect(outcome).toEqual({ failures: [], blocked: [], interrupted: false });
  expect(keys('started').length).toBe(distinct);
});

test('a process that dies in a job is replaced, and its job done by another', async () => {
  const marker = join(folder, 'died');
  const script = entry(
    'dying',
    `if (/level-2$/.test(key) && !existsSync(${JSON.stringify(marker)})) { writeFileSync(${JSON.stringify(marker)}, ''); process.kill(process.pid, 'SIGKILL'); } else setTimeout(done, 5);`,
  );
  const { outcome, keys } = await run(script, 2);
  expect(existsSync(marker)).toBe(true);
  expect(outcome.failures).toEqual([]);
  expect(keys('started').length).toBe(distinct + 1);
  expect(new Set(keys('done')).size).toBe(distinct);
});

test('a job that always kills its process fails after two attempts, what hangs on it is blocked, the rest is done', async () => {
  const { outcome, keys } = await run(
    entry('poison', 'if (/seed-1.level-0$/.test(key)) process.exit(3); else setTimeout(done, 5);'),
    2,
  );
  expect(outcome.failures.map(({ error }) => error.message)).toEqual(['the trial process died (exit code 3)']);
  expect(new Set(keys('done')).size).toBe(distinct / 2);
  expect(outcome.blocked).toHaveLength(distinct / 2 - 1);
});

test('a results folder that cannot be written is refused once, before any process', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const events: PoolEvent[] = [];
  const options = { entry: entry('unused', 'done();'), results: join(file, 'results'), slots: 2 };
  const run = runJobs(jobs, { ...options, onEvent: (event) => events.push(event) });
  await expect(run).rejects.toThrow(/the results folder cannot be written/);
  expect(events).toEqual([]);
});

test('processes that cannot even start end the run with failures, not with an endless loop', async () => {
  const path = join(folder, 'broken.cjs');
  writeFileSync(path, 'process.exit(1)');
  const { outcome } = await run(path, 2);
  expect(outcome.failures.length).toBe(2);
});
