import { compareOut, mean, meanInterval, summary } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { compareRouter } from './compare';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { finishWithTicket, launchTiny, ticketOf } from './testing/launch';
import { finishWithTensors } from './testing/paper-tensors';
import { addWorker, claim, finish, madeUpResult, trainAll } from './testing/train';
import { router } from './trpc';

const app = router({ compare: compareRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = () => fixture.as(app, viewer).compare;
const metric = 'testAccuracyAtEarlyStop';
const rowsOf = async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  (await fixture.store.db.execute<T>(query)).rows as unknown as T[];

/** Trials of an arm, by seed. */
const armOf = async (study: string, arm: string) =>
  (
    await rowsOf<{ id: string }>(sql`
      select t.id from study_trials st join trials t on t.id = st.trial_id
      where st.study_id = ${study} and st.arm_id = ${arm} order by t.seed`)
  ).map(({ id }) => id);

describe('trials side by side', () => {
  test('have a curve each, as many as there are, and groups over their seeds', async () => {
    const seeds = Array.from({ length: 14 }, (_, seed) => seed);
    const study = await launchTiny(fixture, { seeds });
    const other = await launchTiny(fixture, { seeds: [0, 3], change: { steps: 30 } });
    await trainAll(fixture, await addWorker(fixture));
    const trials = [...(await armOf(study, 'ticket')), ...(await armOf(other, 'reinit'))];
    const found = await api().get({ trials });

    expect(compareOut.parse(found)).toEqual(found);
    expect(found.trials.map(({ trial }) => trial).sort()).toEqual([...trials].sort());
    expect(found.curves.map(({ trial }) => trial)).toEqual(found.trials.map(({ trial }) => trial));
    const levels = await rowsOf<{ id: string; value: number; density: number }>(sql`
      select id, (metrics ->> ${metric})::float8 as value, density::float8 as density from levels`);
    const stored = new Map(levels.map((level) => [level.id, level]));
    const dense = await rowsOf<{ child: string; parent: string }>(
      sql`select trial_id as child, parent_id as parent from levels where level = 1`,
    );
    for (const { trial, points } of found.curves) {
      const control = !trials.slice(0, 14).includes(trial);
      const ids = [1, 2].map((level) => `${trial}-l${level}`);
      const expected = control ? ids : [dense.find(({ child }) => child === trial)!.parent, ...ids];
      expect(points).toEqual(
        expected.map((id) => ({
          level: Number(id.split('-l')[1]),
          density: stored.get(id)!.density,
          value: stored.get(id)!.value,
          // Trained on paper: their layers are not those of the network.
          macs: null,
        })),
      );
    }
    expect(found.groups).toHaveLength(2);
    for (const group of found.groups) {
      const curves = found.curves.filter(({ trial }) => trial.startsWith(group.recipeHash));
      expect(group.trials).toEqual(curves.map(({ trial }) => trial));
      for (const { level, density, summary: told } of group.levels) {
        const at = curves.flatMap(({ points }) => points.filter((point) => point.level === level));
        const values = at.map(({ value }) => value);
        expect(told).toEqual({ ...summary(values), interval: meanInterval(values, 0.95) });
        expect(density).toBe(mean(at.map((point) => point.density)));
      }
    }
    const paths = Object.fromEntries(found.differences.map(({ path, values }) => [path, values]));
    expect(Object.keys(paths).sort()).toEqual(['control.draw', 'control.name', 'steps']);
    expect(paths['steps']).toEqual(Object.fromEntries(trials.map((trial, i) => [trial, i < 14 ? 20 : 30])));
    expect(paths['control.name']).toEqual(
      Object.fromEntries(trials.map((trial, i) => [trial, i < 14 ? null : 'reinit'])),
    );
  });

  test('may be those of studies', async () => {
    const study = await launchTiny(fixture, { seeds: [0, 1], draws: 2 });
    const { trials } = await api().get({ studies: [study] });
    const members = await rowsOf<{ trial: string }>(sql`select distinct trial_id as trial from study_trials`);
    expect(trials.map(({ trial }) => trial).sort()).toEqual(members.map(({ trial }) => trial).sort());
    const twice = await api().get({ studies: [study], trials: [trials[0]!.trial] });
    expect(twice.trials).toEqual(trials);
  });

  test('say what inference costs at each level', async () => {
    const study = await launchTiny(fixture);
    const worker = await addWorker(fixture);
    const kept: number[] = [];
    for (let level = 0; level < 3; level++) {
      const { layers } = await finishWithTensors(fixture, await claim(fixture, worker));
      kept.push(Object.values(layers).reduce((sum, layer) => sum + layer.kept, 0));
    }
    const { curves } = await api().get({ trials: await armOf(study, 'ticket') });
    const [points] = curves.map((curve) => curve.points.map(({ macs }) => macs));
    expect(points![0]).toBe(784 * 8 + 8 * 10);
    expect(points).toEqual(kept.slice(0, points!.length));
  });

  test('are called by their studies and arms, those asked for first', async () => {
    const first = await launchTiny(fixture, { seeds: [0] });
    for (let i = 0; i < 6; i++) await launchTiny(fixture, { seeds: [0, i + 1] });
    await fixture.store.db.execute(sql`update studies set name = 'First' where id = ${first}`);
    const { trials } = await api().get({ studies: [first] });
    expect(trials.map(({ studies }) => studies.length)).toEqual([5, 5]);
    const named = trials.map(({ trial, studies }) => ({ trial, ...studies[0]! }));
    for (const [position, [arm, label]] of Object.entries({ ticket: 'ticket', reinit: 're-init' }).entries()) {
      const [trial] = await armOf(first, arm);
      const place = { study: first, name: 'First', arm, label, position };
      expect(named.find((each) => each.trial === trial)).toEqual({ trial, ...place });
    }
    const { trials: newest } = await api().get({ trials: trials.map(({ trial }) => trial) });
    expect(newest.every(({ studies }) => studies.every(({ study }) => study !== first))).toBe(true);
  });

  test('name what was measured in them', async () => {
    const study = await launchTiny(fixture);
    expect((await api().get({ studies: [study] })).metrics).toEqual([]);
    const worker = await addWorker(fixture);
    const held = await claim(fixture, worker);
    const result = madeUpResult(held);
    await finish(fixture, held, { ...result, metrics: { ...result.metrics, another: 1 } });
    await trainAll(fixture, worker);
    const { metrics } = await api().get({ studies: [study] });
    expect(metrics).toEqual(['another', ...Object.keys(result.metrics)].sort());
    // The dense level, which has it, is none of the control's.
    expect((await api().get({ trials: await armOf(study, 'reinit') })).metrics).not.toContain('another');
  });

  test('that are not trained yet have no points', async () => {
    const study = await launchTiny(fixture);
    const worker = await addWorker(fixture);
    const trials = await armOf(study, 'ticket');
    expect(await api().get({ trials })).toMatchObject({
      differences: [],
      curves: [{ trial: trials[0], points: [] }],
      groups: [{ trials, levels: [] }],
    });
    await finish(fixture, await claim(fixture, worker));
    const { curves, groups } = await api().get({ trials });
    expect(curves[0]!.points.map(({ level }) => level)).toEqual([0]);
    // One seed has no spread.
    expect(groups[0]!.levels[0]!.summary).toMatchObject({ n: 1, std: null, interval: null });
    expect((await api().get({ trials, metric: 'nobody measured it' })).curves[0]!.points).toEqual([]);
    expect((await api().get({ trials, metric: `'; drop table trials; --` })).curves[0]!.points).toEqual([]);
  });

  test('have to exist', async () => {
    const study = await launchTiny(fixture);
    const [trial] = (await armOf(study, 'ticket')) as [string];
    const lost = { code: 'NOT_FOUND' };
    await expect(api().get({ trials: [trial, '000000000000-s0'] })).rejects.toMatchObject(lost);
    await expect(api().get({ studies: [study, 'nothing'] })).rejects.toMatchObject(lost);
    const bad = { code: 'BAD_REQUEST' };
    await expect(api().get({})).rejects.toMatchObject(bad);
    await expect(api().get({ trials: [trial], metric: 'zero \0' })).rejects.toMatchObject(bad);
    await expect(api().get({ trials: ['x'] })).rejects.toMatchObject(bad);
    await expect(fixture.as(app, undefined).compare.get({ trials: [trial] })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });
});

describe('masks side by side', () => {
  const mask = (...data: number[]) => ({ shape: [2, data.length / 2], data: Uint8Array.from(data) });

  test('agree as much as they keep the same weights', async () => {
    const study = await launchTiny(fixture, { seeds: [0, 1] });
    const worker = await addWorker(fixture);
    const dense = [await claim(fixture, worker), await claim(fixture, worker)];
    await finishWithTicket(fixture, dense[0]!, ticketOf({ w: mask(1, 1, 0, 0), v: mask(1, 0) }));
    await finishWithTicket(fixture, dense[1]!, ticketOf({ w: mask(1, 0, 1, 0), v: mask(1, 1) }));
    const levels = dense.map(({ hold }) => hold.level);
    const found = await api().overlap({ levels: [...levels, levels[0]!] });
    expect(found.levels).toEqual(levels);
    expect(found.pairs).toEqual([
      {
        a: levels[0],
        b: levels[1],
        both: 2,
        either: 5,
        jaccard: 2 / 5,
        expected: 2 / 5,
        parameters: {
          w: { both: 1, either: 3, jaccard: 1 / 3, expected: 1 / 3 },
          v: { both: 1, either: 2, jaccard: 1 / 2, expected: 1 / 2 },
        },
      },
    ]);
    expect(study).toBeDefined();
  });

  test('need two tickets of one network', async () => {
    await launchTiny(fixture, { seeds: [0, 1] });
    const worker = await addWorker(fixture);
    const [a, b] = [await claim(fixture, worker), await claim(fixture, worker)];
    const levels = [a, b].map(({ hold }) => hold.level);
    await expect(api().overlap({ levels })).rejects.toMatchObject({ code: 'CONFLICT' });
    await finishWithTicket(fixture, a, ticketOf({ w: mask(1, 1) }));
    await finishWithTicket(fixture, b, ticketOf({ w: mask(1, 1, 0, 0) }));
    await expect(api().overlap({ levels })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(api().overlap({ levels: [levels[0]!, levels[0]!] })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const unknown = [levels[0]!, '000000000000-s0-l0'];
    await expect(api().overlap({ levels: unknown })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that are damaged are nobody’s mistake', async () => {
    await launchTiny(fixture, { seeds: [0, 1] });
    const worker = await addWorker(fixture);
    const held = [await claim(fixture, worker), await claim(fixture, worker)];
    for (const each of held) await finish(fixture, each, madeUpResult(each));
    const levels = held.map(({ hold }) => hold.level);
    await expect(api().overlap({ levels })).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(fixture.failures.length).toBe(1);
    await fixture.clear();
  });
});
