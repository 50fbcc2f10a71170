import { meanInterval, studyPageOut, summary } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { grant, type Caller } from '../access/roles';
import { studiesRouter } from './studies';
import { editor, openFixture, type Fixture } from './testing/fixture';
import { addWorker, claim, fail, finish, madeUpResult, trainAll } from './testing/train';
import { tinyStudy } from './testing/tiny-study';
import { router } from './trpc';

const app = router({ studies: studiesRouter });
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

const api = () => fixture.as(app, editor).studies;
const launch = async (options: object = {}) => {
  const source = { from: 'declaration', declaration: tinyStudy, scale: 'quick', ...options };
  return (await api().create({ source: source as never })).id;
};
const METRIC = 'testAccuracyAtEarlyStop';

test('numbers of a paper stand beside what was found, once there are levels of that network and data', async () => {
  const accuracy = { metric: METRIC, unit: 'percent', arm: 'ticket', densities: [0, 0.9] };
  const headlines = [
    {
      published: 'tickets beat new weights',
      ...accuracy,
      against: { arm: 'reinit' },
      network: 'mlp',
      dataset: 'glyphs',
    },
    { published: 'tickets of MNIST are right', ...accuracy, dataset: 'mnist' },
  ];
  const study = await launch({ declaration: { ...tinyStudy, headlines } });
  expect((await api().page({ study })).headlines).toEqual([]);
  await trainAll(fixture, worker);
  const page = await api().page({ study });
  expect(studyPageOut.parse(page)).toEqual(page);
  const meanOf = (arm: string) => {
    const levels = page.aggregates.find((each) => each.arm === arm)!.levels.filter(({ level }) => level > 0);
    return levels.reduce((sum, { summary: { mean } }) => sum + mean, 0) / levels.length;
  };
  expect(page.headlines).toHaveLength(1);
  expect(page.headlines[0]).toMatchObject({ published: 'tickets beat new weights', densities: [0.5, 0.25], n: 3 });
  expect(page.headlines[0]!.value).toBeCloseTo(meanOf('ticket'), 12);
  expect(page.headlines[0]!.against).toEqual({ arm: 'reinit', value: expect.closeTo(meanOf('reinit'), 12) as number });
});

test('a page shows a study as it is: levels, aggregates over all seeds, claims', async () => {
  const study = await launch();
  const empty = await api().page({ study });
  expect(empty.levels).toHaveLength(15);
  expect(empty.aggregates).toEqual(['ticket', 'reinit'].map((arm) => ({ arm, metric: METRIC, levels: [] })));
  expect(empty.claims).toMatchObject([{ id: 'tickets-win', verdict: 'not decided', n: 0, unit: 'percent' }]);
  await trainAll(fixture, worker);
  const page = await api().page({ study });
  expect(page.study).toEqual(await api().get({ study }));
  for (const each of [empty, page]) expect(studyPageOut.parse(each)).toEqual(each);
  expect(page).toMatchObject({ study: { state: 'done', levelsDone: 15 }, levelsLeftOut: 0 });
  expect(page.levels.every(({ state, step, metrics }) => state === 'done' && step === 20 && metrics !== null)).toBe(
    true,
  );
  const [ticket, reinit] = page.aggregates;
  expect([ticket!.arm, ticket!.levels.map(({ level }) => level)]).toEqual(['ticket', [0, 1, 2]]);
  expect([reinit!.arm, reinit!.levels.map(({ level }) => level)]).toEqual(['reinit', [1, 2]]);
  const first = ticket!.levels[1]!;
  const values = first.members.map(({ value }) => value);
  expect(values).toHaveLength(3);
  expect(first).toMatchObject({ density: 0.5, summary: { ...summary(values), interval: meanInterval(values, 0.95) } });
  // Every member is the stored number of the trial that it names.
  for (const { levels } of page.aggregates) {
    for (const { level, members } of levels.filter((each) => each.level > 0)) {
      for (const { trial, value } of members) {
        expect(page.levels.find(({ id }) => id === `${trial}-l${level}`)!.metrics![METRIC]).toBe(value);
      }
    }
  }
  // Every level but the dense one says which it begins with, in a study that shares dense levels.
  const ids = new Set(page.levels.map(({ id }) => id));
  for (const { level, parent } of page.levels) {
    if (level === 0) expect(parent).toBeNull();
    else expect(ids).toContain(parent);
  }
  for (const { trial, seed } of page.study.arms[0]!.trials) {
    const { parent } = page.levels.find(({ id }) => id === `${trial}-l1`)!;
    expect(page.levels.find(({ id }) => id === parent)).toMatchObject({ level: 0 });
    expect(parent).toMatch(new RegExp(`-s${seed}-l0$`));
    expect(page.levels.find(({ id }) => id === `${trial}-l2`)!.parent).toBe(`${trial}-l1`);
  }
  // Made up without a difference between the arms.
  expect(page.claims).toMatchObject([{ n: 3, effect: 0, verdict: 'does not hold' }]);
});

test('draws of a seed are its members, and count as one seed', async () => {
  const study = await launch({ seeds: [0, 1], draws: 3 });
  await trainAll(fixture, worker);
  const { items } = await api().aggregates({ study, metrics: ['earlyStopIteration'] });
  const [, reinit] = items;
  expect(reinit!.levels.map(({ summary: { n }, members }) => [n, members.length])).toEqual([
    [2, 6],
    [2, 6],
  ]);
  const { arms } = await api().get({ study });
  const trials = new Map(arms[1]!.trials.map(({ trial, seed, draw }) => [trial, [seed, draw]]));
  for (const { trial, seed, draw } of reinit!.levels[0]!.members) expect(trials.get(trial)).toEqual([seed, draw]);
});

test('aggregates are of the metrics asked for, of the tables’ when none is; what was never measured has no levels', async () => {
  const study = await launch();
  await trainAll(fixture, worker);
  const names = async (metrics?: string[]) => {
    const { items } = await api().aggregates({ study, ...(metrics === undefined ? {} : { metrics }) });
    return items.map(({ arm, metric, levels }) => `${arm} ${metric} ${levels.length}`);
  };
  expect(await names()).toEqual([`ticket ${METRIC} 3`, `reinit ${METRIC} 2`]);
  expect(await names(['testAccuracyAtEnd', 'nothing', 'testAccuracyAtEnd'])).toEqual([
    'ticket testAccuracyAtEnd 3',
    'reinit testAccuracyAtEnd 2',
    'ticket nothing 0',
    'reinit nothing 0',
  ]);
  await expect(names(["x'; --"])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('a page has the metrics of the tables and, once, those that only the figure shows', async () => {
  const y = { label: 'y', unit: 'number' };
  const figure = {
    ...tinyStudy.figure,
    y: undefined,
    x: { metric: 'earlyStopShare' },
    panels: [
      { ...y, metric: 'testAccuracyAtEnd' },
      { ...y, metric: METRIC },
    ],
  };
  const study = await launch({ declaration: { ...tinyStudy, figure } });
  await trainAll(fixture, worker);
  const { aggregates } = await api().page({ study });
  const shown = aggregates.map(({ arm, metric, levels }) => `${arm} ${metric} ${levels.length}`);
  expect(shown).toEqual([
    `ticket ${METRIC} 3`,
    `reinit ${METRIC} 2`,
    'ticket testAccuracyAtEnd 3',
    'reinit testAccuracyAtEnd 2',
    'ticket earlyStopShare 3',
    'reinit earlyStopShare 2',
  ]);
});

test('levels say when they began and when they ended', async () => {
  const study = await launch({ seeds: [0] });
  const times = async () => {
    const { levels } = await api().page({ study });
    return levels.slice(0, 2).map(({ startedAt, finishedAt }) => [startedAt !== null, finishedAt !== null]);
  };
  expect(await times()).toEqual([
    [false, false],
    [false, false],
  ]);
  const held = await claim(fixture, worker);
  expect((await times())[0]).toEqual([true, false]);
  await finish(fixture, held);
  expect((await times())[0]).toEqual([true, true]);
  const page = await api().page({ study });
  expect(studyPageOut.parse(page)).toEqual(page);
});

test('who looks first sees what the next one sees, also while levels are trained', async () => {
  const study = await launch({ seeds: [0] });
  const { hold } = await claim(fixture, worker);
  await fixture.store.db.execute(sql`update levels set step = 7 where id = ${hold.level}`);
  const [first, beside] = await Promise.all([api().page({ study }), api().page({ study })]);
  expect(first.levels.find(({ id }) => id === hold.level)!.step).toBe(7);
  expect(first.study).toEqual(await api().get({ study }));
  expect(beside).toEqual(first);
  expect(await api().page({ study })).toEqual(first);
});

test('a page that is kept is for those only who may read, and goes with its study', async () => {
  const study = await launch();
  await api().page({ study });
  await expect(fixture.as(app, undefined).studies.page({ study })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  const scraper: Caller = { ...editor, kind: 'token', ...grant(['metrics'], 'editor') };
  await expect(fixture.as(app, scraper).studies.page({ study })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await api().cancel({ study });
  await api().delete({ study });
  await expect(api().page({ study })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a page is new after everything that changes it', async () => {
  const study = await launch({ seeds: [0] });
  const state = async () => {
    const { study: seen, levels } = await api().page({ study });
    return [seen.name, seen.state, levels.map((level) => level.state[0]).join(''), seen.failures.length].join(' ');
  };
  expect(await state()).toBe('A tiny study queued qbbbb 0');
  const held = await claim(fixture, worker);
  expect(await state()).toBe('A tiny study running rbbbb 0');
  await finish(fixture, held);
  expect(await state()).toBe('A tiny study running dqbqb 0');
  await fail(fixture, await claim(fixture, worker));
  expect(await state()).toBe('A tiny study running dfbqb 1');
  await api().update({ study, name: 'Renamed' });
  await api().pause({ study });
  expect(await state()).toBe('Renamed paused dfppp 1');
  await api().resume({ study, failed: true });
  await trainAll(fixture, worker);
  expect(await state()).toBe('Renamed done ddddd 0');
});

test('steps of running levels are those of now, though nothing else has changed', async () => {
  const study = await launch({ seeds: [0] });
  const { hold } = await claim(fixture, worker);
  const seen = async () => {
    const page = await api().page({ study });
    return [page.levels.find(({ id }) => id === hold.level)!.step, page.study.stepsDone, page.study.revision];
  };
  const [, , revision] = await seen();
  await fixture.store.db.execute(sql`update levels set step = 7 where id = ${hold.level}`);
  expect(await seen()).toEqual([7, 7, revision]);
  await fixture.store.db.execute(sql`update levels set step = 12 where id = ${hold.level}`);
  expect(await seen()).toEqual([12, 12, revision]);
});

test('metrics that a declaration only dreams of spoil no page', async () => {
  const declaration = {
    ...tinyStudy,
    tables: [{ metric: 'dream', label: 'dream', unit: 'number' }],
    claims: [{ ...tinyStudy.claims[0], metric: 'dream', id: 'dreamt' }, tinyStudy.claims[0]],
  };
  const study = await launch({ declaration });
  await trainAll(fixture, worker);
  const { aggregates, claims } = await api().page({ study });
  expect(aggregates.map(({ metric, levels }) => `${metric} ${levels.length}`)).toEqual([
    'dream 0',
    'dream 0',
    `${METRIC} 3`,
    `${METRIC} 2`,
  ]);
  expect(claims).toMatchObject([
    { id: 'dreamt', verdict: 'not decided', n: 0, reason: 'No level of ticket or reinit has measured dream.' },
    { id: 'tickets-win', n: 3 },
  ]);
  const { files } = await api().report({ study });
  expect(files['report.md']).toContain('No level has measured dream.');
});

test('a claim that three seeds decide is decided', async () => {
  const study = await launch();
  for (;;) {
    const { rows } = await fixture.store.db.execute<{ id: string; control: boolean }>(sql`
      select l.id, jsonb_exists(t.recipe, 'control') as control from levels l join trials t on t.id = l.trial_id
      where l.state = 'queued' order by l.no limit 1`);
    if (rows[0] === undefined) break;
    const held = await claim(fixture, worker, rows[0].id);
    const result = madeUpResult(held);
    const spoilt = { ...result.metrics, [METRIC]: 0.5 };
    await finish(fixture, held, rows[0].control ? { ...result, metrics: spoilt } : result);
  }
  const { claims } = await api().page({ study });
  expect(claims).toMatchObject([{ verdict: 'holds', n: 3, adjustedPValue: expect.any(Number) as number }]);
  expect(claims[0]!.effect).toBeGreaterThan(0.3);
});

test('a report has a figure, tables, verdicts, and the study to run it elsewhere', async () => {
  const changes = { steps: 30, optimizer: { learningRate: 0.5 } };
  const study = await launch({ seeds: [0, 2], draws: 2, changes });
  await expect(api().report({ study })).rejects.toMatchObject({ code: 'CONFLICT' });
  await trainAll(fixture, worker);
  const { files } = await api().report({ study });
  expect(Object.keys(files).sort()).toEqual(['figure.svg', 'report.json', 'report.md', 'study.json', `${METRIC}.csv`]);
  expect(files['figure.svg']).toMatch(/^<svg/);
  const json = JSON.parse(files['report.json']!) as {
    seeds: number[];
    levels: { key: string }[];
    trainingSeconds: number;
  };
  const { levels } = await api().page({ study });
  expect(json).toMatchObject({ seeds: [0, 2], trainingSeconds: 10 * levels.length });
  const keys = levels.map(({ id }) => id.replace('-s', '/seed-').replace('-l', '/level-'));
  expect(new Set(json.levels.map(({ key }) => key))).toEqual(new Set(keys));
  expect(files['report.md']).toContain(
    'tombola study run study.json --scale quick --seeds 0,2 --draws 2 --set steps=30 --set optimizer.learningRate=0.5',
  );
  expect(files[`${METRIC}.csv`]!.split('\n')[1]).toContain('ticket,0,1,');
  const elsewhere = JSON.parse(files['study.json']!) as Record<string, unknown>;
  const again = await api().create({
    source: { from: 'declaration', declaration: elsewhere, scale: 'quick', seeds: [0, 2], draws: 2, changes },
  });
  expect(again).toMatchObject({ planHash: (await api().get({ study })).planHash, state: 'done' });
});

test('a study of the literature is reproduced by its name', async () => {
  const source = { from: 'preset' as const, preset: 'lth', scale: 'smoke' as const, changes: { control: null } };
  const { id: study } = await api().create({ source });
  await trainAll(fixture, worker);
  const { files } = await api().report({ study });
  expect(files['report.md']).toContain('\ntombola study run lth --scale smoke --set control=null\n');
});
