import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { planStudy, readStudy } from '@tombola/studies';
import { trialIdOf } from '../ledger/ids';
import { studiesRouter } from './studies';
import { editor, openFixture, viewer, type Fixture } from './testing/fixture';
import { addWorker, claim, fail, finish, trainAll } from './testing/train';
import { tinyStudy } from './testing/tiny-study';
import { levelsRouter, trialsRouter } from './trials';
import { router } from './trpc';

const app = router({ studies: studiesRouter, trials: trialsRouter, levels: levelsRouter });
let fixture: Fixture;
let worker: string;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.clear();
  worker = await addWorker(fixture);
});
afterEach(() => expect(fixture.failures).toEqual([]));

const api = (caller: Parameters<Fixture['as']>[1] = editor) => fixture.as(app, caller);
const launch = async (options: object = {}) => {
  const source = { from: 'declaration', declaration: tinyStudy, scale: 'smoke', ...options };
  return (await api().studies.create({ source: source as never })).id;
};
const plan = planStudy(readStudy(tinyStudy), { scale: 'smoke' });
const [ticket, reinit] = plan.arms.map(({ recipes }) => trialIdOf(recipes[0]!, 0)) as [string, string];

test('a trial is there with its recipe, its studies and all its levels, the shared dense one included', async () => {
  const study = await launch();
  await finish(fixture, await claim(fixture, worker));
  const trial = await api(viewer).trials.get({ trial: ticket });
  expect(trial).toMatchObject({
    id: ticket,
    seed: 0,
    state: 'running',
    levels: 3,
    levelsDone: 1,
    studies: [{ study, name: 'A tiny study', arm: 'ticket', label: 'ticket', draw: 0 }],
    recipe: { method: { name: 'imp', levels: 2, rate: 0.5 } },
  });
  expect(trial.tree.map(({ level, state }) => [level, state])).toEqual([
    [0, 'done'],
    [1, 'queued'],
    [2, 'blocked'],
  ]);
  expect(trial.tree[0]!.trial).not.toBe(ticket);
  expect(trial.tree[0]).toMatchObject({ density: 1, worker, attempt: 1, record: { seconds: 10 } });
  const control = await api().trials.get({ trial: reinit });
  expect(control.tree.map(({ level }) => level)).toEqual([1, 2]);
  expect(control).toMatchObject({ levels: 2, state: 'queued', recipe: { control: { name: 'reinit' } } });
});

test('the command that reproduces a trial plans that trial and no other', async () => {
  await launch({ seeds: [3], draws: 2 });
  const { items } = await api().trials.list({});
  for (const { id } of items) {
    const { reproduce } = await api().trials.get({ trial: id });
    const [, json, file] = /^printf %s '(.*)' > (\S+)\.json && tombola study run \S+\.json$/.exec(reproduce.command)!;
    const { arms, seeds } = planStudy(readStudy(JSON.parse(json!)), { scale: 'quick' });
    expect(arms.flatMap(({ recipes }) => recipes.map((recipe) => trialIdOf(recipe, seeds[0]!)))).toEqual([id]);
    expect(file).toBe(id);
    expect(reproduce).toMatchObject({ recipeHash: id.split('-')[0], seed: 3 });
  }
});

test('lists are narrowed to a study, a recipe and states', async () => {
  const study = await launch();
  await launch({ seeds: [1] });
  const ids = async (input: object) => (await api().trials.list(input)).items.map(({ id }) => id).sort();
  expect(await ids({})).toHaveLength(6);
  expect(await ids({ study })).toEqual([ticket, reinit].sort());
  expect(await ids({ recipe: ticket.slice(0, 7) })).toEqual([ticket, ticket.replace('-s0', '-s1')]);
  const held = await claim(fixture, worker);
  expect(await ids({ states: 'running' })).toEqual([held.trialId, ticket].sort());
  await fail(fixture, held);
  expect(await ids({ states: ['failed'], study })).toEqual([ticket]);
  expect(await ids({ study: 'nothing-smoke-00000000' })).toEqual([]);
  for (const bad of [{ recipe: '%' }, { states: 'x' }, { study: "'" }, { cursor: 'x' }]) {
    await expect(api().trials.list(bad)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
});

test('pages have every trial once, whatever is added meanwhile', async () => {
  const [moments, limits] = [
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }),
    fc.integer({ min: 1, max: 5 }),
  ];
  let total = 0;
  const insert = async (ticks: readonly number[]) => {
    const ids: string[] = [];
    for (const tick of ticks) {
      const id = `0123456789ab-s${total++}`;
      ids.push(id);
      await fixture.store.db.execute(sql`
        with trial as (
          insert into trials (id, recipe_hash, seed, recipe, created_at)
          values (${id}, '0123456789ab', ${total}, '{}', timestamptz '2026-01-01' + ${tick} * interval '1 microsecond') returning id
        )
        insert into levels (id, trial_id, level, state, steps) select id || '-l0', id, 0, 'done', 5 from trial`);
    }
    return ids;
  };
  await fc.assert(
    fc.asyncProperty(moments, moments, limits, async (before, meanwhile, limit) => {
      await fixture.clear();
      const old = await insert(before);
      const seen: string[] = [];
      for (let [cursor, i] = [undefined as string | undefined, 0]; ; i++) {
        const page = await api().trials.list({ limit, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        await insert(meanwhile.slice(i, i + 1));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => old.includes(id)).sort()).toEqual([...old].sort());
    }),
    { numRuns: 15 },
  );
});

test('a trial is paused, goes on, is cancelled, in all its studies; others go on', async () => {
  const studies = [await launch(), await launch({ seeds: [0, 1] })];
  const states = async () => (await api().trials.get({ trial: ticket })).tree.map(({ state }) => state);
  expect(await api().trials.pause({ trial: ticket })).toMatchObject({ state: 'paused', desired: 'paused' });
  expect(await states()).toEqual(['queued', 'paused', 'paused']);
  expect(await trainAll(fixture, worker)).toBe(7);
  for (const study of studies) expect(await api().studies.get({ study })).toMatchObject({ state: 'paused' });
  expect(await api().trials.resume({ trial: ticket })).toMatchObject({ state: 'running', desired: 'run' });
  expect(await api().trials.cancel({ trial: ticket })).toMatchObject({ state: 'cancelled' });
  expect(await states()).toEqual(['done', 'cancelled', 'cancelled']);
  await api().trials.resume({ trial: ticket });
  expect(await trainAll(fixture, worker)).toBe(3);
  for (const study of studies) expect(await api().studies.get({ study })).toMatchObject({ state: 'done' });
  for (const call of [api().trials.cancel({ trial: ticket }), api().trials.pause({ trial: ticket })]) {
    await expect(call).rejects.toMatchObject({ code: 'CONFLICT' });
  }
  expect(await api().trials.retry({ trial: ticket })).toMatchObject({ state: 'done' });
  const { rows } = await fixture.store.db.execute(
    sql`select action, subject from audit_log where action like 'trial.%' order by id`,
  );
  expect(rows).toEqual(
    ['pause', 'resume', 'cancel', 'resume'].map((verb) => ({ action: `trial.${verb}`, subject: ticket })),
  );
});

test('a running level is asked to stop', async () => {
  await launch();
  await finish(fixture, await claim(fixture, worker));
  const { hold } = await claim(fixture, worker, `${ticket}-l1`);
  await api().trials.cancel({ trial: ticket });
  const { rows } = await fixture.store.db.execute(
    sql`select state, stop_requested from levels where id = ${hold.level}`,
  );
  expect(rows).toEqual([{ state: 'running', stop_requested: 'cancelled' }]);
});

test('a failed trial is tried again, its dense level with it; its attempts keep their logs', async () => {
  await launch();
  const dense = await claim(fixture, worker);
  await fail(fixture, dense);
  expect(await api().trials.get({ trial: ticket })).toMatchObject({ state: 'failed', levelsFailed: 1 });
  expect(await api().trials.resume({ trial: ticket })).toMatchObject({ state: 'failed' });
  expect(await api().trials.retry({ trial: ticket })).toMatchObject({ state: 'queued', levelsFailed: 0 });
  await finish(fixture, await claim(fixture, worker));
  const { items } = await api(viewer).trials.attempts({ level: dense.hold.level });
  expect(items).toMatchObject([
    { attempt: 1, worker, outcome: 'failed', error: { name: 'Error', message: 'made up' }, log: 'the last words\n' },
    { attempt: 2, worker, outcome: 'done', error: null, log: 'trained on paper\n' },
  ]);
  expect((await api().trials.attempts({ level: `${ticket}-l2` })).items).toEqual([]);
  expect(await api(viewer).levels.get({ level: dense.hold.level })).toMatchObject({
    state: 'done',
    attempt: 2,
    error: null,
  });
});

test('what does not exist is not found, what is no id is wrong, and viewers change nothing', async () => {
  const [trial, level] = ['0123456789ab-s0', '0123456789ab-s0-l0'];
  await launch();
  const acts = ['cancel', 'pause', 'resume', 'retry'] as const;
  const calls = [
    api().trials.get({ trial }),
    api().trials.attempts({ level }),
    api().levels.get({ level }),
    ...acts.map((act) => api().trials[act]({ trial })),
  ];
  for (const call of await Promise.allSettled(calls)) {
    expect(call).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
  }
  for (const bad of ["' or 1=1; --", '../../x', 'a'.repeat(10_000), '0123456789ab-s00000000000000000']) {
    await expect(api().trials.get({ trial: bad })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(api().levels.get({ level: bad })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  for (const act of acts) {
    await expect(api(viewer).trials[act]({ trial: ticket })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const nobody = fixture.as(app, undefined).trials;
    await expect(nobody[act]({ trial: ticket })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  }
  await expect(fixture.as(app, undefined).trials.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
});
