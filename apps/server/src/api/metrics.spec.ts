import { mean, meanInterval, summary } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { change } from '../ledger/change';
import { appendMetrics } from '../ledger/metrics';
import { encodeSteps, encodeValues } from '../store/metrics/codec';
import { metricChunks } from '../store/schema/index';
import { meanCurve } from './bands';
import { metricsRouter } from './metrics';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
import { addWorker, claim, finish, madeUpResult } from './testing/train';
import { router } from './trpc';

const app = router({ metrics: metricsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = (caller: Parameters<Fixture['as']>[1] = viewer) => fixture.as(app, caller).metrics;
type Points = readonly (readonly [step: number, value: number])[];

interface Level extends Record<string, unknown> {
  readonly no: number;
  readonly id: string;
  readonly trial: string;
  readonly level: number;
}

async function levels(): Promise<Level[]> {
  const { rows } = await fixture.store.db.execute<Level>(
    sql`select no, id, trial_id as trial, level from levels order by no`,
  );
  return rows;
}

/** Stores points of a series in rows that end at these places. */
async function store(levelNo: number, series: string, points: Points, cuts: readonly number[] = []): Promise<void> {
  const ends = [...new Set([...cuts.filter((cut) => cut > 0 && cut < points.length), points.length])].sort(
    (a, b) => a - b,
  );
  const rows = ends.map((end, i) => points.slice(i === 0 ? 0 : ends[i - 1], end)).filter((part) => part.length > 0);
  for (const part of rows) {
    const steps = part.map(([step]) => step);
    await fixture.store.db.insert(metricChunks).values({
      levelNo,
      series,
      fromStep: steps[0]!,
      toStep: steps.at(-1)!,
      count: steps.length,
      steps: encodeSteps(steps),
      values: encodeValues(part.map(([, value]) => value)),
    });
  }
}

/** As JSON has it; of the zeros there is one. */
const finite = (value: number) => (Number.isFinite(value) ? value + 0 : null);
const plain = (value: number | null | undefined) => (value === null || value === undefined ? null : value + 0);
const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0, -0) },
);
const points = fc
  .uniqueArray(fc.nat(300), { maxLength: 60 })
  .chain((steps) =>
    fc.tuple(fc.constant(steps.sort((a, b) => a - b)), fc.array(value, { minLength: 60, maxLength: 60 })),
  )
  .map(([steps, values]): Points => steps.map((step, i) => [step, values[i]!]));

test('what a worker writes in pieces is read whole, while it trains and afterwards', async () => {
  await launchTiny(fixture);
  const held = await claim(fixture, await addWorker(fixture));
  const level = held.hold.level;
  expect(await api().series({ level })).toEqual({ series: [] });
  expect(await api().raw({ level, series: 'test.loss' })).toEqual({ steps: [], values: [] });
  const write = (step: number) =>
    change(fixture.store.db, (current) =>
      appendMetrics(current, held.hold, [{ step, values: { 'test.loss': step / 4, extra: -step } }]),
    );
  for (const step of [0, 5, 10]) await write(step);
  // What a worker sends again is there already.
  await write(10);
  const seen = { steps: [0, 5, 10], values: [0, 1.25, 2.5] };
  expect(await api().raw({ level, series: 'test.loss' })).toEqual(seen);
  const result = madeUpResult(held);
  await finish(fixture, held, { ...result, history: [{ ...result.history[0]!, step: 20 }] });
  expect(await api().raw({ level, series: 'test.loss' })).toEqual({
    steps: [...seen.steps, 20],
    values: [...seen.values, result.history[0]!.test.loss],
  });
  expect((await api().series({ level })).series).toEqual([
    { name: 'extra', count: 3, fromStep: 0, toStep: 10 },
    { name: 'test.accuracy', count: 1, fromStep: 20, toStep: 20 },
    { name: 'test.loss', count: 4, fromStep: 0, toStep: 20 },
    { name: 'trainLoss', count: 1, fromStep: 20, toStep: 20 },
    { name: 'validation.accuracy', count: 1, fromStep: 20, toStep: 20 },
    { name: 'validation.loss', count: 1, fromStep: 20, toStep: 20 },
  ]);
});

test('raw points are those of the range, however they are stored; what is no finite number is null', async () => {
  await launchTiny(fixture);
  const [{ no, id: level }] = (await levels()) as [Level];
  await fc.assert(
    fc.asyncProperty(points, fc.array(fc.nat(60)), fc.nat(300), fc.nat(300), async (given, cuts, a, b) => {
      await fixture.store.db.delete(metricChunks);
      await store(no, 'x', given, cuts);
      const [fromStep, toStep] = [Math.min(a, b), Math.max(a, b)];
      const inside = given.filter(([step]) => step >= fromStep && step <= toStep);
      const answer = await api().raw({ level, series: 'x', fromStep, toStep });
      expect(answer.steps).toEqual(inside.map(([step]) => step));
      expect(answer.values.map(plain)).toEqual(inside.map(([, each]) => finite(each)));
    }),
    { numRuns: 40 },
  );
});

test('curves keep the extremes of every pixel over all points, as many levels and series as asked for', async () => {
  await launchTiny(fixture, { seeds: [0, 1] });
  const [a, b] = (await levels()) as [Level, Level];
  const range = fc.tuple(fc.nat(300), fc.option(fc.nat(300)));
  await fc.assert(
    fc.asyncProperty(
      fc.array(points, { minLength: 3, maxLength: 3 }),
      range,
      fc.integer({ min: 1, max: 50 }),
      async ([first, second, third], [fromStep, to], pixels) => {
        await fixture.store.db.delete(metricChunks);
        const stored = [
          { level: a, series: 'x', points: first! },
          { level: a, series: 'y', points: second! },
          { level: b, series: 'x', points: third! },
        ];
        for (const each of stored) await store(each.level.no, each.series, each.points, [10, 20, 21]);
        const toStep = to === null ? undefined : Math.max(fromStep, to);
        const input = { levels: [a.id, b.id], series: ['x', 'y', 'nothing'], pixels, fromStep };
        const answer = await api().curves(toStep === undefined ? input : { ...input, toStep });
        const beyond = stored.flatMap((each) => each.points.map(([step]) => step)).filter((step) => step >= fromStep);
        const last = Math.max(fromStep, ...beyond.filter((step) => step <= (toStep ?? Infinity)));
        expect(answer).toMatchObject({ fromStep, toStep: last });
        const expected = stored
          .map((each) => ({ ...each, points: each.points.filter(([step]) => step >= fromStep && step <= last) }))
          .filter((each) => each.points.length > 0);
        expect(answer.curves.map(({ level, series, count }) => [level, series, count])).toEqual(
          expected.map(({ level, series, points: inside }) => [level.id, series, inside.length]),
        );
        answer.curves.forEach((curve, i) => {
          const inside = expected[i]!.points;
          expect(curve.steps.length).toBeLessThanOrEqual(pixels);
          curve.steps.forEach((step, row) => {
            const end = curve.steps[row + 1] ?? Infinity;
            const values = inside.filter(([at]) => at >= step && at < end).map(([, each]) => each);
            const there = values.filter((each) => !Number.isNaN(each));
            expect(curve.nan[row]).toBe(values.length - there.length);
            const extreme = (pick: (...all: number[]) => number) =>
              there.length === 0 ? null : finite(pick(...there));
            expect([curve.min[row], curve.max[row]].map(plain)).toEqual([extreme(Math.min), extreme(Math.max)]);
            expect([curve.first[row], curve.last[row]].map(plain)).toEqual(
              [there[0], there.at(-1)].map((each) => (each === undefined ? null : finite(each))),
            );
          });
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('a range that goes far beyond the last point makes a curve no coarser', async () => {
  await launchTiny(fixture);
  const [{ no, id }] = (await levels()) as [Level];
  await store(
    no,
    'x',
    Array.from({ length: 100 }, (_, step) => [step, step] as const),
  );
  const input = { levels: [id], series: ['x'], pixels: 10 };
  const whole = await api().curves(input);
  expect(whole.curves[0]!.steps).toHaveLength(10);
  expect(await api().curves({ ...input, toStep: 2 ** 31 - 1 })).toEqual(whole);
});

test('curves come in the order asked for, each once', async () => {
  await launchTiny(fixture, { seeds: [0, 1] });
  const [a, b] = (await levels()) as [Level, Level];
  for (const { no } of [a, b]) for (const series of ['x', 'y']) await store(no, series, [[1, 2]]);
  const { curves } = await api().curves({ levels: [b.id, a.id, b.id], series: ['y', 'x', 'y'] });
  expect(curves.map(({ level, series }) => `${level} ${series}`)).toEqual(
    [b, a].flatMap(({ id }) => [`${id} x`, `${id} y`]),
  );
  const texts = await api().curves({ levels: `${b.id},${a.id}` as never, series: 'x,y' });
  expect(texts.curves).toEqual(curves);
});

test('bands are over all seeds at every step, draws averaged within their seed', async () => {
  const study = await launchTiny(fixture, { seeds: [0, 1, 2], draws: 2 });
  const all = await levels();
  const pruned = all.filter(({ level }) => level === 1);
  const perLevel = fc.array(points, { minLength: pruned.length, maxLength: pruned.length });
  await fc.assert(
    fc.asyncProperty(perLevel, async (given) => {
      await fixture.store.db.delete(metricChunks);
      for (const [i, { no }] of pruned.entries()) await store(no, 'x', given[i]!, [7]);
      const { bands } = await api().bands({ study, series: 'x', level: 1 });
      expect(bands.map(({ arm }) => arm)).toEqual(['ticket', 'reinit']);
      for (const band of bands) {
        expect(band.trials).toHaveLength(band.arm === 'reinit' ? 6 : 3);
        const curves = band.trials.map((trial) => ({
          seed: trial.split('-s')[1]!,
          points: new Map(given[pruned.findIndex((each) => each.trial === trial)]),
        }));
        const steps = [...new Set(curves.flatMap((curve) => [...curve.points.keys()]))].sort((a, b) => a - b);
        expect(band.steps).toEqual(steps);
        steps.forEach((step, i) => {
          const draws = ['0', '1', '2'].map((seed) =>
            curves.flatMap((curve) => (curve.seed === seed ? (curve.points.get(step) ?? []) : [])),
          );
          const there = draws
            .filter((values) => values.length > 0)
            .map((values) => (values.every(Number.isFinite) ? mean(values) : NaN));
          const numbers = there.filter((each) => Number.isFinite(each));
          expect([band.n[i], band.notFinite[i]]).toEqual([numbers.length, there.length - numbers.length]);
          const naive = numbers.length === 0 ? { mean: null, std: null, min: null, max: null } : summary(numbers);
          const row = { mean: band.mean[i], std: band.std[i], min: band.min[i], max: band.max[i] };
          expect(row).toEqual({ mean: naive.mean, std: naive.std, min: naive.min, max: naive.max });
          expect([band.low[i], band.high[i]]).toEqual(numbers.length > 1 ? meanInterval(numbers, 0.95) : [null, null]);
        });
      }
    }),
    { numRuns: 25 },
  );
});

test('the dense level 0 belongs to the arm that is pruned from it, and to no control', async () => {
  const study = await launchTiny(fixture, { seeds: [0, 1] });
  const dense = (await levels()).filter(({ level }) => level === 0);
  for (const { no } of dense) await store(no, 'x', [[3, no]]);
  const [ticket, reinit] = (await api().bands({ study, series: 'x' })).bands;
  expect(ticket).toMatchObject({
    arm: 'ticket',
    level: 0,
    steps: [3],
    n: [2],
    mean: [mean(dense.map(({ no }) => no))],
  });
  expect(reinit).toMatchObject({ arm: 'reinit', trials: [], steps: [] });
  const only = await api().bands({ study, series: 'x', arms: ['reinit'] });
  expect(only.bands.map(({ arm }) => arm)).toEqual(['reinit']);
});

test('a seed with several draws is the mean of those that have the step, and of no use where one diverged', () => {
  const curve = (...pairs: [number, number][]) => ({
    steps: Int32Array.from(pairs, ([step]) => step),
    values: Float64Array.from(pairs, ([, each]) => each),
  });
  expect(meanCurve([curve([1, 2], [5, NaN]), curve([0, 7], [1, 4], [5, 1])])).toEqual(curve([0, 7], [1, 3], [5, NaN]));
});

test('what is not there is not found, and what makes no sense is refused', async () => {
  const study = await launchTiny(fixture);
  const [{ no, id: level }] = (await levels()) as [Level];
  const unknown = '000000000000-s0-l0';
  const lost = { code: 'NOT_FOUND' };
  await expect(api().series({ level: unknown })).rejects.toMatchObject(lost);
  await expect(api().raw({ level: unknown, series: 'x' })).rejects.toMatchObject(lost);
  await expect(api().curves({ levels: [level, unknown], series: ['x'] })).rejects.toMatchObject(lost);
  await expect(api().bands({ study: 'nothing', series: 'x' })).rejects.toMatchObject(lost);
  await expect(api().bands({ study, series: 'x', arms: ['ticket', 'nothing'] })).rejects.toMatchObject(lost);
  const bad = { code: 'BAD_REQUEST' };
  await expect(api().raw({ level, series: 'x', fromStep: 5, toStep: 4 })).rejects.toMatchObject(bad);
  await expect(api().curves({ levels: [level], series: ['x'], fromStep: 5, toStep: 4 })).rejects.toMatchObject(bad);
  await expect(api().curves({ levels: [level], series: ['x'], pixels: 0 })).rejects.toMatchObject(bad);
  await expect(api().raw({ level, series: `x'; drop table levels; --` })).rejects.toMatchObject(bad);
  await expect(api().bands({ study, series: 'x', arms: [`'; drop table levels; --`] })).rejects.toMatchObject(lost);
  await expect(fixture.as(app, undefined).metrics.series({ level })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  // More points than one answer may hold are refused before they are read.
  await fixture.store.db.execute(sql`
    insert into metric_chunks (level_no, series, from_step, to_step, count, steps, "values")
    values (${no}, 'huge', 0, 9999999, 10000000, '', '')`);
  await expect(api().curves({ levels: [level], series: ['huge'] })).rejects.toMatchObject(bad);
});
