import { datasetFacts } from '@tombola/datasets';
import { trainingCost } from '@tombola/nn';
import { readRecipe } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { studiesRouter } from './studies';
import { editor, openFixture, type Fixture } from './testing/fixture';
import { addWorker, claim, finish, madeUpResult, trainAll } from './testing/train';
import { tinyStudy } from './testing/tiny-study';
import { router } from './trpc';

const app = router({ studies: studiesRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = () => fixture.as(app, editor).studies;
const tiny = (options: object = {}) =>
  ({ source: { from: 'declaration', declaration: tinyStudy, scale: 'smoke', ...options } }) as never;
const one = trainingCost(readRecipe(tinyStudy.recipe), datasetFacts({ name: 'glyphs' }));

test('nothing is known of the time before anything was trained; steps and operations are', async () => {
  expect(await api().estimate(tiny({ seeds: [0, 1] }))).toEqual({
    trials: 4,
    levels: 10,
    levelsStored: 0,
    steps: 10 * 20,
    flops: 10 * one.flops,
    minutes: null,
    slots: 0,
    basis: 'none',
  });
  const { rows } = await fixture.store.db.execute(sql`select 1 from trials union all select 1 from studies`);
  expect(rows).toEqual([]);
});

test('a level counts the steps that it is trained for, which are not always its recipe’s', async () => {
  const arm = { id: 'longer', label: 'longer', recipe: { method: { name: 'rigl', sparsities: [0.5], length: 2 } } };
  const declaration = {
    ...tinyStudy,
    arms: [arm],
    claims: [],
    figure: { ...tinyStudy.figure, arms: [{ arm: 'longer', label: 'longer' }] },
  };
  const source = { from: 'declaration', declaration, scale: 'smoke' };
  const twice = trainingCost(readRecipe({ ...tinyStudy.recipe, steps: 40 }), datasetFacts({ name: 'glyphs' }));
  expect(await api().estimate({ source } as never)).toMatchObject({ levels: 1, steps: 40, flops: twice.flops });
  await api().create({ source } as never);
  await fixture.store.db.execute(sql`update levels set state = 'running', step = 20`);
  expect(await api().estimate({ source } as never)).toMatchObject({ steps: 20, flops: twice.flops / 2 });
});

test('what is stored is not done again, and what is half done counts by half', async () => {
  const worker = await addWorker(fixture, 3);
  await api().create(tiny());
  await finish(fixture, await claim(fixture, worker));
  const { hold } = await claim(fixture, worker);
  await fixture.store.db.execute(sql`update levels set step = 10 where id = ${hold.level}`);
  const estimate = await api().estimate(tiny());
  expect(estimate).toMatchObject({
    trials: 2,
    levels: 5,
    levelsStored: 1,
    steps: 3 * 20 + 10,
    slots: 3,
    basis: 'same network',
  });
  expect(estimate.flops).toBeCloseTo(3.5 * one.flops, 3);
});

test('minutes follow from trainings of the same network, by slots and by the longest chain', async () => {
  const worker = await addWorker(fixture, 2);
  await api().create(tiny());
  await trainAll(fixture, worker);
  // Ten seconds a level: five levels a seed, three of which need one another.
  const estimate = (seeds: number[]) => api().estimate(tiny({ seeds }));
  expect((await estimate([0])).minutes).toBe(0);
  expect((await estimate([1])).minutes).toBeCloseTo(30 / 60, 9);
  expect((await estimate([1, 2, 3, 4])).minutes).toBeCloseTo((4 * 50) / 2 / 60, 9);
  await addWorker(fixture, 8);
  await addWorker(fixture, 8, 'gpu');
  expect(await estimate([1, 2, 3, 4])).toMatchObject({ slots: 10, minutes: expect.closeTo(30 / 60, 9) as number });
  await fixture.store.db.execute(sql`update workers set state = 'lost'`);
  expect(await estimate([1, 2])).toMatchObject({ slots: 0, minutes: expect.closeTo(100 / 60, 9) as number });
});

test('another network is as fast as the others, by operation', async () => {
  await api().create(tiny());
  await trainAll(fixture, await addWorker(fixture, 1));
  const changes = { network: { name: 'lenet-300-100' } };
  const wide = trainingCost(readRecipe({ ...tinyStudy.recipe, ...changes }), datasetFacts({ name: 'glyphs' }));
  const estimate = await api().estimate(tiny({ changes }));
  expect(estimate.basis).toBe('other networks');
  expect(estimate.minutes).toBeCloseTo((5 * 10 * wide.flops) / one.flops / 60, 6);
  // Trainings on other machines say nothing of this one.
  expect(await api().estimate({ ...(tiny() as object), device: 'gpu' } as never)).toMatchObject({ basis: 'none' });
});

test('records that lack a time, or have none that is a number, are passed over', async () => {
  const worker = await addWorker(fixture);
  await api().create(tiny());
  const seconds: (number | string | undefined)[] = ['fast', undefined, 0, 40, 40];
  for (const value of seconds) {
    const held = await claim(fixture, worker);
    const record = { engine: 'paper', ...(value === undefined ? {} : { seconds: value }) };
    await finish(fixture, held, { ...madeUpResult(held), record });
  }
  expect((await api().estimate(tiny({ seeds: [9] }))).minutes).toBeCloseTo(120 / 60, 9);
});

test('what could not be launched cannot be estimated', async () => {
  await expect(api().estimate(tiny({ changes: { steps: 'x' } }))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const source = { from: 'clone' as const, study: 'nothing-smoke-00000000' };
  await expect(api().estimate({ source })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
