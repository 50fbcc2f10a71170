import type { LevelResult, RecipeInput } from '@tombola/shared';
import type { Job } from '../trial/job';
import type { Results } from '../trial/results';
import { convTraining, residualTraining } from './conv-training';
import { levelDigests, type MethodTrials } from './method-trials';

export type MethodInput = NonNullable<RecipeInput['method']>;

const shorter: Partial<RecipeInput> = { steps: 200, evaluateEvery: 100, schedule: { name: 'step', at: [150] } };
/** 8, 12 and 16 channels with batch norm; chance is 10 %. */
export const conv: RecipeInput = { ...convTraining, ...shorter };
export const residual: RecipeInput = { ...residualTraining, ...shorter };

/** Fine-tuning that does something in so few steps. */
export const tuned = { fineTuneSteps: 50, fineTuneRate: 0.01 };

/** Channels of the convolutions of a level's smaller network. */
export function channelsOf({ network }: LevelResult): (number | 'classes')[] {
  return network!.nodes.flatMap((node) => (node.op === 'conv' ? [node.channels] : []));
}

export function accuracyOf({ metrics }: LevelResult): number {
  return metrics.testAccuracyAtEnd!;
}

/** Data and steps so few that only bits matter. */
const tiny: Partial<RecipeInput> = {
  dataset: { name: 'glyphs', validation: 50, limit: 300, testLimit: 50 },
  batch: 20,
  steps: 24,
  evaluateEvery: 12,
  schedule: { name: 'constant' },
};

/** What a short trial ends with, unbroken, and interrupted again and again; and how often it was. */
export async function brokenAndWhole(trials: MethodTrials, training: RecipeInput, method: MethodInput) {
  const whole = await trials.run({ ...training, ...tiny, method });
  const broken = await trials.results();
  let interruptions = 0;
  for (const job of whole.jobs) interruptions += await trials.interrupted(job, broken);
  const digests = (where: Results) => Promise.all(whole.jobs.map((job: Job) => levelDigests(where, job)));
  return { whole: await digests(whole.results), broken: await digests(broken), interruptions };
}
