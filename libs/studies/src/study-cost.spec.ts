import { datasetFacts } from '@tombola/datasets';
import { trainingCost } from '@tombola/nn';
import { literature } from './literature/literature';
import { planStudy, readStudy, type ScaleName } from './study';
import { costOf, jobsOfStudy } from './study-cost';
import { jobKey, parentOf } from './trial/job';

const declaration = {
  id: 'costs',
  title: 'Costs',
  question: 'What does it cost?',
  citation: 'nobody',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'adam', learningRate: 0.001 },
    batch: 60,
    steps: 100,
    evaluateEvery: 50,
  },
  scales: { quick: { description: 'Quick.', seeds: [0, 1] } },
  tables: [{ metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' }],
  figure: {
    kind: 'line',
    title: 'Costs',
    panels: [{ metric: 'testAccuracyAtEnd', label: 'Accuracy', unit: 'percent' }],
    arms: [{ arm: 'dense', label: 'dense' }],
  },
  claims: [],
};
const imp = { name: 'imp', levels: 3 };
const costOfArms = (arms: object[]) =>
  costOf(jobsOfStudy(planStudy(readStudy({ ...declaration, arms }), { scale: 'quick' })));
const dense = { id: 'dense', label: 'dense', recipe: { method: { name: 'dense' } } };
const ticket = { id: 'ticket', label: 'ticket', recipe: { method: imp } };

test('a level that arms share is counted once, and so is one that another only starts from', () => {
  expect(costOfArms([dense])).toMatchObject({ trainings: 2, steps: 200 });
  expect(costOfArms([dense, ticket])).toMatchObject({ trainings: 8, steps: 800 });
  // The control trains level 3 alone; levels 0 to 2 decide its mask.
  const control = { ...ticket, id: 'control', recipe: { method: imp, control: { name: 'reinit', levels: [3] } } };
  expect(costOfArms([dense, control])).toMatchObject({ trainings: 8, steps: 800 });
});

test('operations are those of the trainings, at the steps that each has', () => {
  const [job] = jobsOfStudy(planStudy(readStudy({ ...declaration, arms: [dense] }), { scale: 'quick' }));
  const one = trainingCost(job!.recipe, datasetFacts({ name: 'glyphs' }));
  expect(costOfArms([dense]).flops).toBe(2 * one.flops);
  const short = { name: 'imp', levels: 1, restart: { name: 'fine-tune', steps: 10 } };
  const tuned = costOfArms([{ ...ticket, recipe: { method: short } }]);
  expect(tuned.steps).toBe(2 * (100 + 10));
  // Three measurements of the dense training, two of the ten steps.
  expect(tuned.flops).toBe(2 * (110 * one.stepFlops + (one.evaluationFlops / 3) * 5));
});

test.each(Object.values(literature).map((study) => [study.id, study] as const))(
  '%s: every level comes with those that it needs, at every scale',
  (_, study) => {
    for (const scale of Object.keys(study.scales) as ScaleName[]) {
      const jobs = jobsOfStudy(planStudy(study, { scale }));
      const keys = new Set(jobs.map(jobKey));
      expect(keys.size).toBe(jobs.length);
      for (const job of jobs) expect([undefined, true]).toContain(parentOf(job) && keys.has(jobKey(parentOf(job)!)));
      expect(costOf(jobs).flops).toBeGreaterThan(0);
    }
  },
);
