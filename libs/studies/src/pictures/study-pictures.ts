import { datasetFacts } from '@tombola/datasets';
import type { Tensor } from '@tombola/engine';
import { networkStructure, prunableOf } from '@tombola/nn';
import { mean, type PicturesData, type PicturesSpec } from '@tombola/shared';
import type { PlannedArm, StudyPlan } from '../study';
import { levelsOf, resolve, type Job } from '../trial/job';
import type { Results } from '../trial/results';
import { keptInputs, type KeptInputs } from './kept-inputs';

/** Pictures of a study with their numbers. */
export interface StudyPictures {
  readonly spec: PicturesSpec;
  readonly data: PicturesData;
}

/** Pictures that cannot be made, since a ticket that they are made of cannot be read. */
export interface UnreadPictures {
  readonly spec: PicturesSpec;
  /** The level of that ticket, in words of whoever stores it. */
  readonly level: string;
}

/** The mask of a parameter in a level's ticket; undefined while the level is not done, and without such a mask. */
export type MaskOf = (job: Job, parameter: string) => Promise<Tensor<'uint8'> | undefined>;

/** Masks of a results folder. Calling one throws {@link DamagedError} for a damaged ticket. */
export const masksIn =
  (results: Results): MaskOf =>
  async (job, parameter) =>
    (await results.isDone(job)) ? (await results.ticket(job)).masks[parameter] : undefined;

/** The pictures of a study's first layers that its tickets make so far. */
export async function studyPictures(plan: StudyPlan, maskOf: MaskOf): Promise<StudyPictures[]> {
  const made = await Promise.all((plan.study.pictures ?? []).map((spec) => picturesOf(spec, plan, maskOf)));
  return made.filter((pictures) => pictures !== undefined);
}

/** One of them; undefined while no ticket of its rows is there. */
export async function picturesOf(
  spec: PicturesSpec,
  plan: StudyPlan,
  maskOf: MaskOf,
): Promise<StudyPictures | undefined> {
  const arms = new Map(plan.arms.map((arm) => [arm.id, arm]));
  const rows: { label: string; seeds: KeptInputs[][] }[] = [];
  for (const { label, arm } of spec.rows) {
    const seeds: KeptInputs[][] = [];
    for (const { level } of spec.columns) seeds.push(await keptBySeed(arms.get(arm), level, plan.seeds, maskOf));
    if (seeds.some((each) => each.length > 0)) rows.push({ label, seeds });
  }
  const [first] = rows.flatMap(({ seeds }) => seeds.flat());
  if (first === undefined) return undefined;
  const counts = rows.flatMap(({ seeds }) => seeds.map(({ length }) => length)).filter((count) => count > 0);
  const { height, width, connections } = first;
  return {
    spec,
    data: {
      ...{ height, width, connections },
      rows: rows.map(({ label }) => label),
      columns: spec.columns.map(({ label }) => label),
      pictures: rows.map(({ seeds }) => seeds.map((each) => (each.length === 0 ? null : averaged(each)))),
      n: [Math.min(...counts), Math.max(...counts)],
    },
  };
}

/** One of each seed that has the level: of a control with several draws, the first. */
async function keptBySeed(
  arm: PlannedArm | undefined,
  level: number,
  seeds: readonly number[],
  maskOf: MaskOf,
): Promise<KeptInputs[]> {
  const recipe = arm?.recipes[0];
  if (recipe === undefined || !levelsOf(recipe).includes(level)) return [];
  const facts = datasetFacts(recipe.dataset);
  const [first] = prunableOf(networkStructure(recipe.network, facts));
  if (first === undefined) return [];
  const found: KeptInputs[] = [];
  for (const seed of seeds) {
    // A network that lost channels, or a small one, has no mask of that layer, or one of another shape.
    const mask = await maskOf(resolve({ recipe, seed, level }), first.name);
    const kept = mask && keptInputs(mask, facts.inputShape);
    if (kept !== undefined) found.push(kept);
  }
  return found;
}

/** Means over seeds, to a hundredth of a connection. */
function averaged(seeds: readonly KeptInputs[]): number[] {
  return seeds[0]!.kept.map((_, pixel) => Number(mean(seeds.map(({ kept }) => kept[pixel]!)).toFixed(2)));
}
