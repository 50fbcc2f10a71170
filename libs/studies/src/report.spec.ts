import type { LevelResult } from '@tombola/shared';
import { studyById } from './literature/literature';
import { assembleReport, reportFiles, reportFolder } from './report';
import { planStudy, readStudy, type Study } from './study';
import type { StudyLevel } from './study-level';
import { jobKey, jobsOfTrial } from './trial/job';

const plan = planStudy(studyById('lth'), { scale: 'smoke' });

const dream = { metric: 'dream', label: 'dream', unit: 'number' } as const;

/** Every level of the plan, better the fewer weights are left. */
const levels: StudyLevel[] = plan.arms.flatMap(({ id: arm, recipes }) =>
  recipes.flatMap((recipe, draw) =>
    plan.seeds.flatMap((seed) =>
      jobsOfTrial(recipe, seed).map((job) => {
        const accuracy = 0.5 + job.level / 10 + seed / 100 - (arm === 'ticket' ? 0 : 0.05);
        const measured = { loss: 1 - accuracy, accuracy };
        const result: LevelResult = {
          format: 'tombola-level-1',
          key: jobKey(job),
          seed,
          level: job.level,
          density: 0.4 ** job.level,
          layers: {},
          metrics: {
            testAccuracyAtEarlyStop: accuracy,
            testAccuracyAtEnd: accuracy,
            earlyStopIteration: 20,
            earlyStopShare: 0.5,
          },
          history: [{ step: 0, validation: measured, test: measured }],
          record: { seconds: 2, testImages: 'first 500 of 10,000 official test images' },
        };
        return { arm, draw, result };
      }),
    ),
  ),
);

test('a report needs nothing but levels: tables, claims, figure, and the training of each level counted once', () => {
  const report = assembleReport(plan, levels)!;
  expect(report.tables.map(({ metric, rows }) => [metric, rows.length])).toEqual(
    plan.study.tables.map(({ metric }) => [metric, 4]),
  );
  expect(report.claims.map(({ id }) => id)).toEqual(plan.study.claims.map(({ id }) => id));
  expect(report.claims.find(({ id }) => id === 'structure-matters')).toMatchObject({ verdict: 'holds', n: 3 });
  // 3 seeds of: a dense level, and 3 pruned ones of each of the three pruned arms.
  expect(report.trainingSeconds).toBe(2 * 3 * (1 + 3 * 3));
});

test('levels that were trained on other contents of one data set are named', () => {
  const on = (change: string) =>
    levels.map((level) => {
      const dataset = level.arm === 'reinit' ? change : 'a';
      return { ...level, result: { ...level.result, record: { ...level.result.record, dataset } } };
    });
  const textOf = (dataset: string) => reportFiles(assembleReport(plan, on(dataset))!, 'x')['report.md'];
  expect(textOf('b')).toContain('**Not the same data**: levels on glyphs were trained on 2 different contents of it.');
  expect(textOf('a')).not.toContain('Not the same data');
});

test('its files are texts by name, the same from the same levels', () => {
  const files = reportFiles(assembleReport(plan, levels)!, 'tombola study run lth');
  expect(Object.keys(files)).toEqual([
    'figure.svg',
    ...plan.study.tables.map(({ metric }) => `${metric}.csv`),
    'report.md',
    'report.json',
  ]);
  expect(files['report.md']).toContain('tombola study run lth');
  expect(files['report.md']).toContain('Test images: first 500 of 10,000 official test images.');
  expect(JSON.parse(files['report.json']!)).toMatchObject({ study: 'lth', scale: 'smoke', hash: plan.hash });
  expect(reportFiles(assembleReport(plan, levels)!, 'tombola study run lth')).toEqual(files);
  expect(reportFolder(plan)).toBe(`studies/lth-smoke-${plan.hash}`);
});

test('numbers of a paper stand in report.md as a table, in report.json as numbers', () => {
  const study: Study = {
    ...plan.study,
    headlines: [
      { published: 'right on 98 %', metric: 'testAccuracyAtEnd', unit: 'percent', arm: 'dense', densities: [1, 1] },
    ],
  };
  const files = reportFiles(assembleReport({ ...plan, study }, levels)!, 'x');
  expect(files['report.md']).toContain('## Beside the paper');
  expect(files['report.md']).toContain('| right on 98 % | 46.00 (dense, 100 %), n = 3 |');
  expect(JSON.parse(files['report.json']!)).toMatchObject({
    headlines: [{ published: 'right on 98 %', arm: 'dense', value: expect.closeTo(0.46) as number, n: 3 }],
  });
  expect(reportFiles(assembleReport(plan, levels)!, 'x')['report.md']).not.toContain('Beside the paper');
});

test('part of a study is reported as far as it goes, nothing not at all', () => {
  expect(assembleReport(plan, [])).toBeUndefined();
  const report = assembleReport(
    plan,
    levels.filter(({ arm }) => arm === 'ticket'),
  )!;
  expect(report.tables[0]!.columns.map(({ arm }) => arm)).toEqual(['ticket']);
  expect(report.claims.map(({ verdict }) => verdict)).toEqual(report.claims.map(() => 'not decided'));
});

test('without a level that its figure shows a study has a report without a figure', () => {
  const dreaming = {
    ...plan,
    study: {
      ...plan.study,
      figure: { ...plan.study.figure, y: { ...dream, scale: 'linear' as const }, panels: undefined },
    },
  };
  const report = assembleReport(dreaming, levels)!;
  expect(report.claims.map(({ n }) => n)).toEqual(report.claims.map(() => 3));
  const files = reportFiles(report, 'tombola study run lth');
  expect(Object.keys(files)).not.toContain('figure.svg');
  expect(files['report.md']).toContain('no level of the arms that it shows has measured dream');
});

test('figures beside the first one are files of their own, as far as they have something to show', () => {
  const dots = {
    kind: 'dots',
    title: 'Arms at one level',
    value: { metric: 'testAccuracyAtEnd', label: 'Accuracy', unit: 'percent' },
    rows: plan.study.arms.map(({ id, label }) => ({ label, arms: [id] })),
  };
  const declared = {
    ...plan.study,
    figures: [
      { ...dots, id: 'pruned', level: 2 },
      { ...dots, id: 'later', level: 9 },
    ],
  };
  const more = { ...plan, study: readStudy(declared) };
  const some = levels.filter(({ arm }) => arm !== 'reinit');
  const files = reportFiles(assembleReport(more, some)!, '');
  expect(Object.keys(files).filter((name) => name.endsWith('.svg'))).toEqual(['figure.svg', 'figure-pruned.svg']);
  expect(files['report.md']).toContain('![Arms at one level](figure-pruned.svg)');
  // Pictures change nothing of what is trained.
  expect(planStudy(more.study, { scale: 'smoke' }).hash).toBe(plan.hash);
  const twice = { ...declared, figures: declared.figures.map((figure) => ({ ...figure, id: 'same' })) };
  expect(() => readStudy(twice)).toThrow(/have the same id/);
});

test('a table whose metric nobody has measured says so', () => {
  const dreaming = { ...plan, study: { ...plan.study, tables: [dream] } };
  expect(reportFiles(assembleReport(dreaming, levels)!, '')['report.md']).toContain('No level has measured dream.');
});

test('a verdict stands beside the one that all claims of the study together leave', () => {
  const apart = { ...plan.study.claims.find(({ id }) => id === 'structure-matters')!, confidence: 0.9 };
  const family = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ ...apart, id }));
  // Seeds that differ in what the ticket is better by: p is between 0.1 / 6 and 0.1.
  const noisy = levels.map((each) => {
    const more = each.arm === 'ticket' ? each.result.seed * 0.03 : 0;
    const metrics = Object.fromEntries(
      Object.entries(each.result.metrics).map(([name, value]) => [name, value + more]),
    );
    return { ...each, result: { ...each.result, metrics } };
  });
  const report = assembleReport({ ...plan, study: { ...plan.study, claims: family } }, noisy)!;
  const [first] = report.claims;
  expect(first).toMatchObject({ verdict: 'holds' });
  expect(first!.pValue).toBeLessThan(0.1);
  expect(first!.adjustedPValue).toBeGreaterThan(0.1);
  expect(reportFiles(report, '')['report.md']).toMatch(
    /\*\*holds\*\*.*Holm’s p of all claims: 0\.\d+, not decided among them\./,
  );
});

test('what is said of the data names all of it', () => {
  const [first, ...others] = plan.arms;
  const recipes = first!.recipes.map((recipe) => ({
    ...recipe,
    dataset: { ...recipe.dataset, name: 'mnist' } as never,
  }));
  const both = { ...plan, arms: [...others, { ...first!, recipes }] };
  expect(assembleReport(both, levels)!.figure).toContain('on glyphs, mnist,');
});
