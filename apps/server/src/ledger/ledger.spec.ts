import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { decodeSteps, decodeValues } from '../store/metrics/codec';
import { randomLetters } from '../store/ids';
import { change } from './change';
import { saveCheckpoint } from './checkpoint';
import { claimLevel, type Claim } from './claim';
import { LostLevelError, type Hold } from './fence';
import { finishLevel } from './finish';
import { appendMetrics, pointOf } from './metrics';
import type { Delivery } from './queue';
import { reap } from './reap';
import { reconcile } from './reconcile';
import { launch, measurementsOf, openBench, resultOf, rowsOf, smallPlan, type Bench } from './testing/bench';
import { crashLevel, failLevel, releaseLevel } from './unfinished';
import { wishForStudy, wishForTrial } from './wishes';
import { beat, registerWorker } from './workers';

let bench: Bench;
beforeAll(async () => (bench = await openBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.store.pool
    .query(`truncate studies, arms, trials, study_trials, levels, study_levels, attempts, metric_chunks,
    artifacts, artifact_parents, tickets, exports, workers, tags, events cascade; update event_counter set last = 0;
    delete from pgboss.job`);
});

const patience = { leaseSeconds: 10, graceSeconds: 0 };
const alter = <T>(work: Parameters<typeof change<T>>[1]) => change(bench.store.db, work);

/** Somebody who claims levels; what it holds it may lose at any time. */
class Worker {
  readonly id = `wrk_${randomLetters(16)}`;
  readonly holds: { claim: Claim; at: number }[] = [];

  static async start(): Promise<Worker> {
    const worker = new Worker();
    await alter((it) =>
      registerWorker(it, {
        id: worker.id,
        name: worker.id,
        host: 'here',
        pid: 1,
        version: '0',
        device: 'cpu',
        provider: 'test',
        slots: 2,
      }),
    );
    return worker;
  }

  async take(): Promise<Claim | undefined> {
    for (;;) {
      const [job] = await bench.queue.fetch<Delivery>('train-cpu');
      if (job === undefined) return undefined;
      await bench.queue.complete('train-cpu', job.id);
      const claim = await alter((it) => claimLevel(it, this.id, job.data));
      // A stale delivery; there may be others behind it.
      if (claim === undefined) continue;
      this.holds.push({ claim, at: 0 });
      return claim;
    }
  }

  /** Runs one of its levels so many measurements further; at the end it is finished. */
  async advance(hold: Hold, from: number, to: number): Promise<void> {
    const points = measurementsOf(hold.level).map(pointOf);
    await alter((it) => appendMetrics(it, hold, points.slice(from, to)));
  }

  finish(hold: Hold): Promise<void> {
    const files = (['ticket', 'final', 'result'] as const).map((kind) => ({
      kind,
      name: `${kind}.bin`,
      mediaType: 'application/octet-stream',
      sha256: `${kind}${hold.level}`.padEnd(64, '0').slice(0, 64),
      size: 1,
    }));
    return alter((it) => finishLevel(it, bench.queue, hold, { result: resultOf(hold.level), files, log: '' }));
  }

  beat(state: 'live' | 'stopping' = 'live') {
    const holds = this.holds.map(({ claim }) => ({ ...claim.hold, step: 0 }));
    return alter((it) => beat(it, this.id, { memory: { used: 1, free: 1, total: 2 }, state, holds }));
  }

  /** Nobody hears of it any more. */
  fallSilent() {
    return bench.store.pool.query(`update workers set heartbeat_at = now() - interval '1 hour' where id = $1`, [
      this.id,
    ]);
  }
}

const levelsOf = () =>
  rowsOf<{ id: string; state: string; attempt: number }>(bench, sql`select id, state, attempt from levels order by no`);
const studyOf = async (id: string) =>
  (
    await rowsOf<{
      state: string;
      levels: number;
      levels_done: number;
      levels_running: number;
      levels_failed: number;
      steps_done: number;
    }>(bench, sql`select * from studies where id = ${id}`)
  )[0]!;

/** Works until the queue is empty. @returns how many levels were finished */
async function drain(worker: Worker): Promise<number> {
  for (let done = 0; ; done++) {
    const claim = await worker.take();
    if (claim === undefined) return done;
    await worker.finish(claim.hold);
  }
}

async function expectConsistent(): Promise<void> {
  // Counters say what the levels say.
  const wrong = await rowsOf(
    bench,
    sql`select s.id from studies s join lateral (
        select count(*)::int as levels, (count(*) filter (where l.state = 'done'))::int as done,
          (count(*) filter (where l.state = 'failed'))::int as failed,
          (count(*) filter (where l.state = 'running'))::int as running
        from study_levels sl join levels l on l.no = sl.level_no where sl.study_id = s.id
      ) c on true
      where (s.levels, s.levels_done, s.levels_failed, s.levels_running) is distinct from
        (c.levels, c.done, c.failed, c.running)`,
  );
  expect(wrong).toEqual([]);
  // Events have no gaps.
  const [events] = await rowsOf<{ n: number; last: number }>(
    bench,
    sql`select count(*)::int as n, (select last from event_counter) as last from events`,
  );
  expect(events!.n).toBe(events!.last);
  // What is done has every point once, with its bits.
  const chunks = await rowsOf<{ id: string; state: string; series: string; steps: Buffer; values: Buffer }>(
    bench,
    sql`select l.id, l.state, c.series, c.steps, c.values from metric_chunks c join levels l on l.no = c.level_no
      where c.series = 'validation.loss' order by l.no, c.from_step`,
  );
  const stored = new Map<string, [number, number][]>();
  for (const { id, steps, values } of chunks) {
    const points = stored.get(id) ?? [];
    stored.set(id, points);
    decodeSteps(steps).forEach((step, i) => points.push([step, decodeValues(values)[i]!]));
  }
  for (const { id, state } of await levelsOf()) {
    const expected = measurementsOf(id).map(({ step, validation }): [number, number] => [step, validation.loss]);
    const points = stored.get(id) ?? [];
    if (state === 'done') expect(points).toEqual(expected);
    else expect(points).toEqual(expected.slice(0, points.length));
  }
  // Each level was done by one attempt at most.
  expect(
    await rowsOf(bench, sql`select level_no from attempts where outcome = 'done' group by 1 having count(*) > 1`),
  ).toEqual([]);
}

test('a study runs to its end in the order that its levels need, and shared levels are trained once', async () => {
  const [first, second] = [await launch(bench, smallPlan([0, 1])), await launch(bench, smallPlan([1, 2]))];
  // Of each seed: level 0, two levels of the ticket, two of its control.
  expect((await studyOf(first)).levels).toBe(10);
  const worker = await Worker.start();
  expect(await drain(worker)).toBe(15);
  for (const id of [first, second])
    expect(await studyOf(id)).toMatchObject({ state: 'done', levels_done: 10, steps_done: 400 });
  await expectConsistent();
  expect(await launch(bench, smallPlan([0, 1, 2])).then(studyOf)).toMatchObject({ state: 'done', levels_done: 15 });
});

test('a stale delivery claims nothing, and who lost a level can write nothing', async () => {
  await launch(bench, smallPlan([0]));
  const [one, two] = [await Worker.start(), await Worker.start()];
  const claim = (await one.take())!;
  expect(
    await alter((it) =>
      claimLevel(it, two.id, { id: claim.hold.level, delivery: '00000000-0000-4000-8000-000000000000' }),
    ),
  ).toBeUndefined();
  await one.advance(claim.hold, 0, 2);
  await one.fallSilent();
  expect(await alter((it) => reap(it, bench.queue, patience))).toEqual([one.id]);
  const again = (await two.take())!;
  expect(again.hold).toEqual({ level: claim.hold.level, attempt: 2, worker: two.id });
  for (const write of [
    one.advance(claim.hold, 2, 4),
    one.finish(claim.hold),
    alter((it) => saveCheckpoint(it, claim.hold, { sha256: 'a', step: 20 })),
    alter((it) => failLevel(it, claim.hold, new Error('late'), '')),
    alter((it) => releaseLevel(it, bench.queue, claim.hold, '')),
  ]) {
    await expect(write).rejects.toThrow(LostLevelError);
  }
  expect(await one.beat()).toEqual(['lost']);
  // The second begins anew: what is stored already is left as it is.
  await two.advance(again.hold, 0, 5);
  await two.finish(again.hold);
  await expectConsistent();
});

test('a level that another study wants goes on when one is cancelled, and stops with the last', async () => {
  const [first, second] = [await launch(bench, smallPlan([0])), await launch(bench, smallPlan([0]))];
  const worker = await Worker.start();
  await worker.take();
  await alter((it) => wishForStudy(it, bench.queue, first, 'cancelled'));
  expect(await worker.beat()).toEqual(['held']);
  expect((await studyOf(first)).state).toBe('cancelled');
  await alter((it) => wishForStudy(it, bench.queue, second, 'paused'));
  expect(await worker.beat()).toEqual(['paused']);
  await alter((it) => releaseLevel(it, bench.queue, worker.holds[0]!.claim.hold, ''));
  expect(new Set((await levelsOf()).map(({ state }) => state))).toEqual(new Set(['paused']));
  expect(await worker.take()).toBeUndefined();
  await alter((it) => wishForStudy(it, bench.queue, second, 'run'));
  expect(await drain(worker)).toBe(5);
  // What is done is done, for whoever asks.
  expect((await studyOf(first)).state).toBe('done');
  await expectConsistent();
});

test('a trial is stopped by itself: the others of its study go on', async () => {
  const plan = smallPlan([0]);
  const study = await launch(bench, plan);
  const ticket = (
    await rowsOf<{ trial_id: string }>(bench, sql`select trial_id from study_trials where arm_id = 'ticket'`)
  )[0]!.trial_id;
  await alter((it) => wishForTrial(it, bench.queue, ticket, 'cancelled'));
  const worker = await Worker.start();
  // Level 0, and the first level of the control; its second needs the ticket's first.
  expect(await drain(worker)).toBe(2);
  expect((await studyOf(study)).state).toBe('cancelled');
  await alter((it) => wishForTrial(it, bench.queue, ticket, 'run'));
  expect(await drain(worker)).toBe(3);
  expect((await studyOf(study)).state).toBe('done');
  await expectConsistent();
});

test('a process that dies is forgiven as often as the study says; an error is not', async () => {
  const study = await launch(bench, smallPlan([0]), { retryLimit: 1 });
  const worker = await Worker.start();
  const crash = async () => {
    const claim = (await worker.take())!;
    return alter((it) =>
      crashLevel(it, bench.queue, claim.hold, { name: 'ProcessDied', message: 'SIGKILL' }, 'last words\u0000'),
    );
  };
  expect(await crash()).toBe('again');
  expect(await crash()).toBe('failed');
  expect(await studyOf(study)).toMatchObject({ state: 'failed', levels_failed: 1 });
  expect(await rowsOf(bench, sql`select outcome, log from attempts order by attempt`)).toEqual([
    { outcome: 'crashed', log: 'last words' },
    { outcome: 'crashed', log: 'last words' },
  ]);
  expect(await worker.take()).toBeUndefined();
  await alter((it) => wishForStudy(it, bench.queue, study, 'run', { failed: true }));
  const claim = (await worker.take())!;
  await alter((it) => failLevel(it, claim.hold, new Error('training diverged'), ''));
  expect(await rowsOf(bench, sql`select error ->> 'message' as message from levels where state = 'failed'`)).toEqual([
    { message: 'training diverged' },
  ]);
  await alter((it) => wishForStudy(it, bench.queue, study, 'run', { failed: true }));
  expect(await drain(worker)).toBe(5);
  await expectConsistent();
});

test('a level that kills worker after worker fails in the end, and progress forgives', async () => {
  await launch(bench, smallPlan([0]));
  let deaths = 0;
  for (; deaths < 50; deaths++) {
    const worker = await Worker.start();
    const claim = await worker.take();
    if (claim === undefined) break;
    if (deaths === 5) await alter((it) => saveCheckpoint(it, claim.hold, { sha256: 'b', step: 10 }));
    await worker.fallSilent();
    await alter((it) => reap(it, bench.queue, patience));
  }
  expect(deaths).toBe(25);
  expect((await levelsOf())[0]!.state).toBe('failed');
});

test('what the queue lost is put back', async () => {
  await launch(bench, smallPlan([0]));
  await bench.store.pool.query(`delete from pgboss.job; update levels set updated_at = now() - interval '1 hour'`);
  const worker = await Worker.start();
  expect(await worker.take()).toBeUndefined();
  expect(await alter((it) => reconcile(it, bench.queue))).toBe(1);
  expect(await alter((it) => reconcile(it, bench.queue))).toBe(0);
  expect(await drain(worker)).toBe(5);
});

test('priorities go first, then the levels that most others wait for', async () => {
  await launch(bench, smallPlan([0]));
  await launch(bench, smallPlan([1]), { priority: 5 });
  const worker = await Worker.start();
  const order: string[] = [];
  for (let claim = await worker.take(); claim !== undefined; claim = await worker.take()) {
    order.push(claim.hold.level);
    await worker.finish(claim.hold);
  }
  expect(order.map((id) => /-s(\d)-/.exec(id)![1])).toEqual(['1', '1', '1', '1', '1', '0', '0', '0', '0', '0']);
});

test('whatever workers and people do, in whatever order, everything is done once in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(11), fc.nat(1000)), { minLength: 20, maxLength: 60 }), async (script) => {
      await bench.store.pool
        .query(`truncate studies, arms, trials, study_trials, levels, study_levels, attempts, metric_chunks,
        artifacts, artifact_parents, tickets, exports, workers, tags, events cascade; update event_counter set last = 0;
        delete from pgboss.job`);
      const studies = [await launch(bench, smallPlan([0, 1])), await launch(bench, smallPlan([1]), { retryLimit: 0 })];
      let workers = [await Worker.start(), await Worker.start()];
      const quietly = (work: Promise<unknown>) =>
        work.catch((error: unknown) => {
          if (!(error instanceof LostLevelError)) throw error;
        });
      for (const [action, pick] of script) {
        const worker = workers[pick % workers.length]!;
        const held = worker.holds[pick % Math.max(1, worker.holds.length)];
        const study = studies[pick % 2]!;
        if (action <= 2) await worker.take();
        else if (action === 3 && held)
          await quietly(worker.advance(held.claim.hold, held.at, (held.at = Math.min(5, held.at + 2))));
        else if (action <= 5 && held) await quietly(worker.finish(held.claim.hold));
        else if (action === 6 && held) await quietly(alter((it) => releaseLevel(it, bench.queue, held.claim.hold, '')));
        else if (action === 7 && held)
          await quietly(alter((it) => crashLevel(it, bench.queue, held.claim.hold, new Error('crash'), '')));
        else if (action === 8) {
          await worker.fallSilent();
          await alter((it) => reap(it, bench.queue, patience));
          // A worker that is only slow comes back.
          if (pick % 3 === 0) await worker.beat();
          else workers = [...workers.filter((each) => each !== worker), await Worker.start()];
        } else if (action === 9)
          await alter((it) => wishForStudy(it, bench.queue, study, pick % 3 === 0 ? 'paused' : 'cancelled'));
        else if (action >= 10)
          await alter((it) => wishForStudy(it, bench.queue, study, 'run', { failed: pick % 2 === 0 }));
      }
      await expectConsistent();
      for (const worker of workers) await worker.fallSilent();
      await alter((it) => reap(it, bench.queue, patience));
      for (const study of studies) await alter((it) => wishForStudy(it, bench.queue, study, 'run', { failed: true }));
      await drain(await Worker.start());
      for (const study of studies) expect((await studyOf(study)).state).toBe('done');
      await expectConsistent();
    }),
    { numRuns: 15 },
  );
});
