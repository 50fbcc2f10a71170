import type { LevelResult, StudyDeclaration } from '@tombola/shared';
import { assembleReport, planStudy, readStudy, reportFiles, type StudyLevel } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import { studiesRouter } from './studies';
import { editor, openFixture, type Fixture } from './testing/fixture';
import { addWorker, claim, finish, madeUpResult, trainAll } from './testing/train';
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

const metric = 'testAccuracyAtEarlyStop';
const mapped: StudyDeclaration = {
  ...tinyStudy,
  matrices: [
    {
      ...{
        kind: 'level',
        id: 'mask-distance',
        title: 'Distances',
        unit: 'percent',
        rowsLabel: 'Step',
        columnsLabel: 'Step',
      },
      ...{ arm: 'ticket', level: 1, matrix: 'maskDistance' },
    },
    {
      ...{ kind: 'arms', id: 'both', title: 'Both arms', unit: 'percent', rowsLabel: 'Arm', columnsLabel: 'Measured' },
      ...{ metric, densities: [0, 0.9], columns: ['accuracy'] },
      rows: [
        { label: 'ticket', arms: ['ticket'] },
        { label: 're-init', arms: ['reinit'] },
      ],
    },
  ],
};

const api = () => fixture.as(app, editor).studies;
const launch = async (declaration: StudyDeclaration) => {
  const source = { from: 'declaration' as const, declaration: { ...declaration }, scale: 'quick' as const };
  return (await api().create({ source })).id;
};

/** Trains on paper what is queued, at most so many levels; levels of one seed are further apart than those of another. */
async function train(most = Infinity): Promise<LevelResult[]> {
  const results: LevelResult[] = [];
  while (results.length < most) {
    const { rows } = await fixture.store.db.execute<{ id: string }>(
      sql`select id from levels where state = 'queued' order by no limit 1`,
    );
    if (rows[0] === undefined) break;
    const held = await claim(fixture, worker, rows[0].id);
    const far = 0.1 * (1 + held.seed + held.level);
    const values = [
      [0, far],
      [far, 0],
    ];
    const matrices = { maskDistance: { places: [0, 10], values }, other: { places: [3], values: [[1]] } };
    results.push({ ...madeUpResult(held), matrices });
    await finish(fixture, held, results.at(-1));
  }
  return results;
}

test('a study has the heat maps that the command writes of the same levels', async () => {
  const study = await launch(mapped);
  const results = await train();
  const { items } = await api().matrices({ study });
  expect(items.map(({ spec }) => spec)).toEqual(mapped.matrices);
  const distances = items[0]!.data;
  expect(distances).toEqual({
    rows: ['0', '10'],
    columns: ['0', '10'],
    // Of level 1, over the seeds 0, 1 and 2.
    values: [
      [0, expect.closeTo(0.3, 12)],
      [expect.closeTo(0.3, 12), 0],
    ],
    n: [3, 3],
  });

  const { arms } = await api().get({ study });
  const levels = arms.flatMap(({ id: arm, trials }) =>
    trials.flatMap(({ trial, draw }) =>
      results
        .filter(({ key }) => key.startsWith(trial.replace('-s', '/seed-')))
        .map((result): StudyLevel => ({ arm, draw, result })),
    ),
  );
  const written = reportFiles(assembleReport(planStudy(readStudy(mapped), { scale: 'quick' }), levels)!, '');
  const { files } = await api().report({ study });
  for (const name of ['mask-distance.svg', 'both.svg']) {
    expect(files[name]).toMatch(/^<svg/);
    expect(files[name]).toBe(written[name]);
  }
  expect(files['report.md']).toContain('![Distances](mask-distance.svg)\n\n![Both arms](both.svg)\n');
});

test('heat maps grow with the seeds that are done', async () => {
  const study = await launch(mapped);
  expect(await api().matrices({ study })).toEqual({ items: [] });
  while ((await api().matrices({ study })).items.length === 0) expect(await train(1)).toHaveLength(1);
  const counts = async () => (await api().matrices({ study })).items.map(({ spec, data }) => [spec.id, data.n]);
  const early = await counts();
  await train();
  expect(await counts()).toEqual([
    ['mask-distance', [3, 3]],
    ['both', [3, 3]],
  ]);
  expect(early).not.toEqual(await counts());
});

test('what no level has measured is no heat map, and a study without them has none', async () => {
  const [study, plain] = [await launch(mapped), await launch(tinyStudy)];
  await trainAll(fixture, worker);
  expect((await api().matrices({ study })).items.map(({ spec }) => spec.id)).toEqual(['both']);
  expect(Object.keys((await api().report({ study })).files)).not.toContain('mask-distance.svg');
  expect(await api().matrices({ study: plain })).toEqual({ items: [] });
  await expect(api().matrices({ study: 'gone-smoke-00000000' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
