import { sql } from 'drizzle-orm';
import { levelIdOf } from '../ledger/ids';
import { localCaller } from '../access/roles';
import { studiesRouter } from './studies';
import { router } from './trpc';
import { editor, openFixture, viewer, type Fixture } from './testing/fixture';
import { addWorker, claim, fail, finish, trainAll } from './testing/train';
import { tinyStudy } from './testing/tiny-study';
import { jobsOfTrial, readStudy, planStudy } from '@tombola/studies';

const app = router({ studies: studiesRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = (caller: Parameters<Fixture['as']>[1] = editor) => fixture.as(app, caller).studies;
const tiny = (options: object = {}) => ({
  from: 'declaration' as const,
  declaration: tinyStudy,
  scale: 'smoke',
  ...options,
});
const launch = (options: object = {}, more: object = {}) => api().create({ source: tiny(options) as never, ...more });
const count = async (table: string) => {
  const { rows } = await fixture.store.db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`));
  return rows[0]!.n;
};
const levels = async (condition = 'true') => {
  const { rows } = await fixture.store.db.execute<{ id: string; state: string; priority: number }>(
    sql.raw(`select id, state, priority from levels where ${condition} order by no`),
  );
  return rows;
};
const audited = async () => {
  const { rows } = await fixture.store.db.execute<{ action: string; actor: string }>(
    sql`select action, actor_id as actor from audit_log order by id`,
  );
  return rows.map(({ action, actor }) => `${action} ${actor}`);
};

test('a study of the literature is launched, and what can begin is queued', async () => {
  const source = { from: 'preset' as const, preset: 'lth', scale: 'smoke' as const };
  const study = await api().create({ source, tags: ['a', 'b', 'a'], priority: 5 });
  expect(study).toMatchObject({
    name: 'Winning tickets by iterative magnitude pruning',
    preset: 'lth',
    scale: 'smoke',
    state: 'queued',
    owner: editor.userId,
    tags: ['a', 'b'],
    priority: 5,
    trials: 12,
    levels: 30,
    revision: 1,
  });
  expect(await levels(`state = 'queued'`)).toHaveLength(3);
  expect(await audited()).toEqual([`study.create ${editor.id}`]);
  const detail = await api(viewer).get({ study: study.id });
  expect(detail.arms.map(({ id, trials }) => [id, trials.length])).toEqual([
    ['dense', 3],
    ['ticket', 3],
    ['reinit', 3],
    ['shuffle', 3],
  ]);
  expect(detail.declaration).toMatchObject({ id: 'lth' });
  expect(detail.failures).toEqual([]);
});

test('the one who launched it is named', async () => {
  const local = await fixture.as(app, localCaller).studies.create({ source: tiny() as never });
  expect(local).toMatchObject({ owner: 'local', ownerName: 'local' });
  await fixture.store.db.execute(
    sql`insert into users (id, name, email) values (${editor.userId}, 'Ada', 'ada@example.org')`,
  );
  expect(await launch()).toMatchObject({ owner: editor.userId, ownerName: 'Ada' });
});

test('a recipe alone is a study of one arm; its trials are those that the recipe has anywhere', async () => {
  const recipe = { ...tinyStudy.recipe };
  const study = await api().create({ source: { from: 'recipe', recipe, seeds: [0, 7] } });
  const plan = planStudy(readStudy(tinyStudy), { scale: 'quick', seeds: [0, 7] });
  const ids = [0, 7].flatMap((seed) => jobsOfTrial(plan.arms[0]!.recipes[0]!, seed).map(levelIdOf));
  expect((await levels()).map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(study).toMatchObject({ trials: 2, levels: 6, preset: null });
  await launch({ seeds: [0, 7] });
  expect(await count('levels')).toBe(6 + 4);
});

test('seeds, draws and changes decide the plan', async () => {
  const study = await launch({ seeds: [5, 3, 5], draws: 2, changes: { steps: 30, method: { levels: 1 } } });
  expect(study).toMatchObject({ trials: 2 + 4, levels: 2 * 2 + 4, steps: 8 * 30 });
  const { options, arms } = await api().get({ study: study.id });
  expect(options).toEqual({ seeds: [5, 3, 5], draws: 2, changes: { steps: 30, method: { levels: 1 } } });
  expect(arms[1]!.trials.map(({ seed, draw }) => [draw, seed])).toEqual([
    [0, 3],
    [0, 5],
    [1, 3],
    [1, 5],
  ]);
});

test('a clone takes the changes of its original, and its own over them', async () => {
  const original = await launch({ seeds: [1], changes: { steps: 30, batch: 5 } }, { name: 'First' });
  const clone = await api().create({ source: { from: 'clone', study: original.id, changes: { batch: 7 } } });
  expect(clone).toMatchObject({ name: 'First', clonedFrom: original.id, scale: 'smoke' });
  expect((await api().get({ study: clone.id })).options).toEqual({ seeds: [1], changes: { steps: 30, batch: 7 } });
  const same = await api().create({ source: { from: 'clone', study: original.id } });
  expect(same.planHash).toBe(original.planHash);
  const wider = await api().create({ source: { from: 'clone', study: clone.id, scale: 'quick' } });
  expect((await api().get({ study: wider.id })).options).toEqual({ changes: { steps: 30, batch: 7 } });
  expect(wider.trials).toBe(6);
  const missing = api().create({ source: { from: 'clone', study: 'gone-smoke-00000000' } });
  await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what is wrong is refused with its member, and nothing is written', async () => {
  const wrong: [object, RegExp][] = [
    [{ from: 'preset', preset: 'nothing' }, /no such study/],
    [{ from: 'preset', preset: 'constructor' }, /no such study/],
    [{ from: 'preset', preset: '__proto__' }, /no such study/],
    [{ from: 'preset', preset: 'lth', changes: { optimizer: { learningRate: 'fast' } } }, /optimizer\.learningRate/],
    [{ from: 'preset', preset: 'lth', changes: { steps: 2 ** 31 } }, /steps of a level/],
    [{ from: 'declaration', declaration: { ...tinyStudy, arms: [] } }, /arms/],
    [{ from: 'declaration', declaration: tinyStudy, scale: 'paper' }, /no such scale/],
    [{ from: 'declaration', declaration: { ...tinyStudy, arms: [tinyStudy.arms[0], tinyStudy.arms[0]] } }, /one id/],
    [{ from: 'recipe', recipe: {} }, /network/],
    [
      { from: 'recipe', recipe: { ...tinyStudy.recipe, control: { name: 'reinit', levels: [] } } },
      /names no level of the method imp/,
    ],
    [{ from: 'clone', study: "x'; drop table studies; --" }, /a name such as/],
    [{ from: 'nowhere' }, /Invalid/],
  ];
  for (const [source, message] of wrong) {
    const call = api().create({ source: source as never });
    await expect(call).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(message) as string,
    });
  }
  for (const table of ['studies', 'trials', 'levels', 'audit_log', 'events'])
    expect([table, await count(table)]).toEqual([table, 0]);
});

test('studies of absurd size are refused before they are planned', async () => {
  const seeds = Array.from({ length: 1000 }, (_, i) => i);
  const refusals: [object, RegExp][] = [
    [{ seeds, draws: 100 }, /levels of the study/],
    [{ seeds, changes: { method: { levels: 60 } } }, /levels of the study/],
    [
      { seeds: [0], declaration: { ...tinyStudy, scales: { smoke: { description: 'a', seeds: [0], draws: 1e9 } } } },
      /recipes/,
    ],
    [{ declaration: { ...tinyStudy, tables: Array.from({ length: 51 }, () => tinyStudy.tables[0]) } }, /tables/],
  ];
  for (const [options, message] of refusals) {
    await expect(launch(options)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(message) as string,
    });
  }
  await expect(launch({ seeds: [...seeds, 1000] })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await count('trials')).toBe(0);
});

test('a thousand seeds, the greatest among them, are one study', async () => {
  const seeds = [...Array.from({ length: 999 }, (_, i) => i), Number.MAX_SAFE_INTEGER];
  const study = await launch({ seeds, changes: { method: { name: 'dense' } }, declaration: oneArm });
  expect(study).toMatchObject({ trials: 1000, levels: 1000 });
  const { arms } = await api().get({ study: study.id });
  expect(arms[0]!.trials.at(-1)).toMatchObject({ seed: Number.MAX_SAFE_INTEGER });
});

const oneArm = {
  ...tinyStudy,
  arms: [tinyStudy.arms[0]],
  figure: { ...tinyStudy.figure, arms: [tinyStudy.figure.arms[0]] },
  claims: [],
};

test('metacharacters of SQL are letters like any other', async () => {
  const nasty = `'; drop table studies; -- " \\ % _ $1 \${x} {{}}`;
  const study = await launch({}, { name: nasty });
  expect(study.name).toBe(nasty);
  expect((await api().update({ study: study.id, name: `${nasty}!` })).name).toBe(`${nasty}!`);
  expect((await api().list({ search: nasty })).items).toHaveLength(1);
  for (const search of ['%%', '__ _', "' or 1=1", '\\', nasty.toUpperCase()]) {
    const { items } = await api().list({ search });
    expect([search, items.length]).toEqual([search, nasty.toUpperCase().includes(search.toUpperCase()) ? 1 : 0]);
  }
  for (const filter of [{ preset: nasty }, { owner: nasty }]) expect((await api().list(filter)).items).toEqual([]);
  for (const bad of [{ tag: nasty }, { states: nasty }, { sort: nasty }, { cursor: nasty }]) {
    await expect(api().list(bad as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  for (const text of ['a\0b', '\ud800']) {
    await expect(launch({}, { name: text })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(launch({ changes: { [text]: 1 } })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  await expect(api().list({ search: 'a\0b' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await count('studies')).toBe(1);
});

test('viewers only read, and without credentials nobody does anything', async () => {
  const { id: study } = await launch();
  const watching = api(viewer);
  await watching.list({});
  await watching.get({ study });
  await watching.page({ study });
  await watching.aggregates({ study });
  await watching.estimate({ source: tiny() as never });
  const changes = [
    (who: ReturnType<typeof api>) => who.create({ source: tiny() as never }),
    (who: ReturnType<typeof api>) => who.update({ study, name: 'x' }),
    (who: ReturnType<typeof api>) => who.cancel({ study }),
    (who: ReturnType<typeof api>) => who.pause({ study }),
    (who: ReturnType<typeof api>) => who.resume({ study }),
    (who: ReturnType<typeof api>) => who.delete({ study }),
  ];
  const nobody = fixture.as(app, undefined).studies;
  for (const act of changes) {
    await expect(act(watching)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(act(nobody)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  }
  await expect(nobody.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  expect(await audited()).toEqual([`study.create ${editor.id}`]);
  expect(await api().get({ study })).toMatchObject({ state: 'queued', revision: 1 });
});

test('unknown studies are not found, whatever is asked of them', async () => {
  const study = 'nothing-smoke-00000000';
  const calls = [
    api().get({ study }),
    api().update({ study, name: 'x' }),
    api().update({ study, priority: 3 }),
    api().cancel({ study }),
    api().pause({ study }),
    api().resume({ study }),
    api().delete({ study }),
    api().page({ study }),
    api().aggregates({ study }),
    api().report({ study }),
  ];
  for (const call of await Promise.allSettled(calls)) {
    expect(call).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
  }
  await expect(api().get({ study: '../../etc/passwd' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect([await count('audit_log'), await count('events')]).toEqual([0, 0]);
});

test('cancelling one of two studies that share levels does not stop the other’s', async () => {
  const first = await launch({ seeds: [0] });
  const second = await launch({ seeds: [0, 1] });
  const cancelled = await api().cancel({ study: second.id });
  expect(cancelled).toMatchObject({ state: 'cancelled', desired: 'cancelled' });
  const states = await levels();
  expect(states.filter(({ id }) => id.includes('-s1-')).every(({ state }) => state === 'cancelled')).toBe(true);
  expect(states.filter(({ id }) => id.includes('-s0-')).map(({ state }) => state)).toEqual([
    'queued',
    'blocked',
    'blocked',
    'blocked',
    'blocked',
  ]);
  expect(await trainAll(fixture, await addWorker(fixture))).toBe(5);
  expect(await api().get({ study: first.id })).toMatchObject({ state: 'done', levelsDone: 5 });
  expect(await api().get({ study: second.id })).toMatchObject({ state: 'cancelled', levelsDone: 5, levels: 10 });
});

test('a study is paused and goes on; one that failed goes on when asked to try again', async () => {
  const worker = await addWorker(fixture);
  const { id: study } = await launch();
  expect(await api().pause({ study })).toMatchObject({ state: 'paused' });
  expect(await trainAll(fixture, worker)).toBe(0);
  expect(await api().resume({ study })).toMatchObject({ state: 'queued', desired: 'run' });
  await fail(fixture, await claim(fixture, worker));
  expect(await api().get({ study })).toMatchObject({
    state: 'failed',
    levelsFailed: 1,
    failures: [{ error: { name: 'Error', message: 'made up' } }],
  });
  expect(await api().resume({ study })).toMatchObject({ state: 'failed' });
  expect(await api().resume({ study, failed: true })).toMatchObject({ state: 'queued', levelsFailed: 0 });
  expect(await trainAll(fixture, worker)).toBe(5);
  const done = await api().get({ study });
  expect(done).toMatchObject({ state: 'done', levelsDone: 5, stepsDone: 100 });
  expect(await audited()).toEqual(
    ['create', 'pause', 'resume', 'resume', 'resume'].map((verb) => `study.${verb} ${editor.id}`),
  );
});

test('what is done cannot be stopped, and resuming it changes nothing', async () => {
  const { id: study } = await launch();
  await trainAll(fixture, await addWorker(fixture));
  const before = await api().get({ study });
  for (const call of [api().cancel({ study }), api().pause({ study })]) {
    await expect(call).rejects.toMatchObject({ code: 'CONFLICT' });
  }
  await api().resume({ study });
  expect(await api().get({ study })).toEqual(before);
});

test('steps count what running levels have done by now', async () => {
  const { id: study } = await launch();
  const held = await claim(fixture, await addWorker(fixture));
  await fixture.store.db.execute(sql`update levels set step = 13 where id = ${held.hold.level}`);
  expect((await api().list({})).items[0]).toMatchObject({
    id: study,
    state: 'running',
    stepsDone: 13,
    levelsRunning: 1,
  });
  expect(await api().get({ study })).toMatchObject({ stepsDone: 13 });
});

test('a study is deleted when nothing of it waits or runs; what others share stays, what nobody wants stops', async () => {
  const worker = await addWorker(fixture);
  const first = await launch({ seeds: [0] }, { tags: ['x'] });
  const second = await launch({ seeds: [0, 1] });
  await expect(api().delete({ study: second.id })).rejects.toMatchObject({ code: 'CONFLICT' });
  const held = await claim(fixture, worker);
  await expect(api().delete({ study: first.id })).rejects.toMatchObject({ code: 'CONFLICT' });
  await api().pause({ study: second.id });
  expect(await api().delete({ study: second.id })).toEqual({ ok: true });
  await expect(api().get({ study: second.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await levels(`id like '%-s1-%'`)).map(({ state }) => state)).toEqual(
    Array.from({ length: 5 }, () => 'cancelled'),
  );
  await finish(fixture, held);
  await trainAll(fixture, worker);
  expect(await api().get({ study: first.id })).toMatchObject({ state: 'done', tags: ['x'] });
  await api().delete({ study: first.id });
  expect([await count('studies'), await count('tags'), await count('study_trials'), await count('arms')]).toEqual([
    0, 0, 0, 0,
  ]);
  expect(await count(`levels where state = 'done'`)).toBe(5);
  const { rows } = await fixture.store.db.execute(
    sql`select studies from events where type = 'study.deleted' order by id`,
  );
  expect(rows).toEqual([{ studies: [second.id] }, { studies: [first.id] }]);
  expect((await audited()).slice(-1)).toEqual([`study.delete ${editor.id}`]);
});

test('a study is renamed, tagged and archived', async () => {
  const { id: study, revision } = await launch({}, { tags: ['old'] });
  const updated = await api().update({ study, name: 'New', tags: ['b', 'a', 'b'], archived: true });
  expect(updated).toMatchObject({ name: 'New', tags: ['a', 'b'], archivedAt: expect.any(String) as string });
  expect(updated.revision).toBeGreaterThan(revision);
  expect((await api().list({})).items).toEqual([]);
  expect((await api().list({ archived: true })).items.map(({ id }) => id)).toEqual([study]);
  expect((await api().update({ study, archived: true })).archivedAt).toBe(updated.archivedAt);
  expect(await api().update({ study, archived: false, tags: [] })).toMatchObject({
    archivedAt: null,
    tags: [],
    name: 'New',
  });
  await expect(api().update({ study })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('a higher priority moves what waits in the queue; shared levels have the highest of their studies', async () => {
  const first = await launch({ seeds: [0] }, { priority: 1 });
  const second = await launch({ seeds: [0, 1] });
  expect((await levels(`state = 'queued'`)).map(({ priority }) => priority)).toEqual([1, 0]);
  await api().update({ study: second.id, priority: 7 });
  expect((await levels()).every(({ priority }) => priority === 7)).toBe(true);
  const jobs = async () => {
    const { rows } = await fixture.store.db.execute<{ id: string; priority: number }>(sql`
      select j.data ->> 'id' as id, j.priority from levels l join pgboss.job j on j.id = l.delivery order by l.no`);
    return rows.map(({ priority }) => Math.floor(priority / 100));
  };
  expect(await jobs()).toEqual([7, 7]);
  await api().update({ study: second.id, priority: -3 });
  expect(await jobs()).toEqual([1, -3]);
  await api().cancel({ study: first.id });
  await api().update({ study: second.id, priority: -4 });
  expect(await jobs()).toEqual([-4, -4]);
  expect(await trainAll(fixture, await addWorker(fixture))).toBe(10);
});
