import { reportText, type ReportSummary } from './report-text';

const summary: ReportSummary = {
  ...{
    title: 'A study',
    scale: 'quick',
    seeds: 3,
    trainings: 6,
    testImages: [],
    tables: [],
    claims: [],
    folder: 'there',
  },
  headlines: [],
};

test('numbers of a paper stand in the terminal, ours below each, and nothing of them where there are none', async () => {
  const facts = { metric: 'testAccuracyAtEnd', unit: 'percent' as const, arm: 'dense', densities: [1], against: null };
  const headline = { ...facts, published: 'right on 98 %', value: 0.97, n: 3, here: '97.00 (dense, 100 %)' };
  expect(await reportText({ ...summary, headlines: [headline] })).toBe(
    [
      'A study (quick, 3 seeds, 6 trainings)',
      'Claims',
      'Beside the paper, whose numbers are of its own protocol\n  right on 98 %\n    97.00 (dense, 100 %), n = 3',
      'Figure, tables and report: there',
    ].join('\n\n'),
  );
  expect(await reportText(summary)).not.toContain('Beside the paper');
});
