import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shownMetrics } from '../shown-metrics';
import { reportStudy } from '../stored-study';
import { planStudy } from '../study';
import { jobsOfTrial, parentOf, resolve, type Job } from '../trial/job';
import { runLevel } from '../trial/level';
import { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';
import { literature } from './literature';

const workbench = new Workbench();
let results: Results;
beforeAll(async () => {
  results = new Results(await mkdtemp(join(tmpdir(), 'tombola-literature-')));
});
afterAll(async () => {
  await workbench.dispose();
  await rm(results.root, { recursive: true, force: true });
});

/** Trains a level after those that it starts from. */
async function train(job: Job): Promise<void> {
  const parent = parentOf(job);
  if (parent !== undefined) await train(resolve(parent));
  await runLevel(job, { results, workbench });
}

test.each(Object.values(literature))(
  '$id trains at smoke, and has its figure, its tables and verdicts',
  async (study) => {
    const plan = planStudy(study, { scale: 'smoke' });
    const jobs = plan.arms.flatMap(({ recipes }) =>
      recipes.flatMap((recipe) => plan.seeds.flatMap((seed) => jobsOfTrial(recipe, seed))),
    );
    for (const job of jobs) await train(resolve(job));
    const report = (await reportStudy(plan, results.root))!;
    expect(report.levels).toHaveLength(jobs.length);
    expect(report.figure).toMatch(/^<svg /);
    expect(report.pictures.map(({ spec }) => spec)).toEqual(study.pictures ?? []);
    // A metric that nothing measures is a slip of the pen.
    const measured = new Set(report.levels.flatMap(({ result }) => Object.keys(result.metrics)));
    const told = [...shownMetrics(study), ...study.claims.map(({ metric }) => metric)];
    expect(told.filter((metric) => !measured.has(metric))).toEqual([]);
    const arms = new Set(plan.arms.map(({ id }) => id));
    for (const { id, arm, against } of study.claims) {
      const judged = report.claims.find((claim) => claim.id === id)!;
      const isTrained = arms.has(arm) && ('value' in against || arms.has(against.arm));
      if (isTrained && judged.levels.length > 0) expect(judged.effect).not.toBeNull();
    }
  },
  300_000,
);
