import { denseNull, type DenseNull, type LotteryRow, type WeightsRecord } from '@tombola/geometry';
import { InputError } from '@tombola/shared';
import type { PlannedArm, StudyPlan } from '../study';
import { levelsOf, resolve, withoutControl, type Job } from '../trial/job';
import type { Results } from '../trial/results';
import { hasOneHiddenLayer, weightsRecord } from './level-measures';
import { networkStructure } from '@tombola/nn';
import { datasetFacts, isPlanar } from '@tombola/datasets';

/** The rows and columns of a study's grid of polygons. */
export interface StudyGrid {
  readonly seed: number;
  /** `dense`, then the weights that are left after each round: `70 %`. */
  readonly columns: readonly string[];
  readonly rows: readonly LotteryRow[];
}

/**
 * The trained networks of a study for one seed: a row for every arm that begins with the dense network and has no control, a column for
 * every round.
 *
 * @param seed one of the plan's; its first when left out
 * @throws {InputError} when the study is not of networks that have decision polygons, the seed is not in it, or nothing is stored of it.
 */
export async function studyGrid(plan: StudyPlan, results: Results, seed = plan.seeds[0]!): Promise<StudyGrid> {
  checkPolygons(plan);
  if (!plan.seeds.includes(seed)) {
    throw new InputError({
      what: 'the study has no such seed',
      value: seed,
      expected: `one of ${plan.seeds.join(', ')}`,
    });
  }
  const arms = plan.arms.filter(({ recipes: [recipe] }) => recipe!.control === undefined && levelsOf(recipe!)[0] === 0);
  const levels = levelsOf(arms[0]!.recipes[0]!);
  const rows = await Promise.all(arms.map((arm) => rowOf(arm, levels, seed, results)));
  const columns = await Promise.all(levels.map((level) => columnOf(jobOf(arms[0]!, seed, level), results)));
  return { seed, columns, rows };
}

/**
 * Dense against dense: distances between the polygons of the dense networks of all seeds. Undefined with fewer than two.
 *
 * @throws {InputError} as {@link studyGrid}.
 */
export async function studyNull(plan: StudyPlan, results: Results): Promise<DenseNull | undefined> {
  checkPolygons(plan);
  const nets = await Promise.all(
    plan.seeds.map((seed) => netOf(withoutControl(jobOf(plan.arms[0]!, seed, 0)), results)),
  );
  const stored = nets.filter((net) => net !== undefined);
  return stored.length < 2 ? undefined : denseNull(stored);
}

async function rowOf(arm: PlannedArm, levels: readonly number[], seed: number, results: Results): Promise<LotteryRow> {
  const nets = await Promise.all(levels.map((level) => netOf(jobOf(arm, seed, level), results)));
  return { label: arm.label, nets };
}

async function columnOf(job: Job, results: Results): Promise<string> {
  const result = await results.result(job);
  if (job.level === 0) return 'dense';
  return result === undefined ? `round ${job.level}` : `${Number((100 * result.density).toPrecision(2))} %`;
}

async function netOf(job: Job, results: Results): Promise<WeightsRecord | undefined> {
  if (!(await results.isDone(job))) return undefined;
  const { network, dataset } = job.recipe;
  return weightsRecord(networkStructure(network, datasetFacts(dataset)), await results.final(job));
}

function jobOf({ recipes }: PlannedArm, seed: number, level: number): Job {
  return resolve({ recipe: recipes[0]!, seed, level });
}

function checkPolygons({ study, arms }: StudyPlan): void {
  const { network, dataset } = arms[0]!.recipes[0]!;
  if (isPlanar(dataset) && hasOneHiddenLayer(networkStructure(network, datasetFacts(dataset)))) return;
  throw new InputError({
    what: `the networks of the study ${study.id} have no decision polygons`,
    value: `${network.name} on ${dataset.name}`,
    expected: 'one hidden layer on points of a plane, such as mlp-40 on two-moons',
  });
}
