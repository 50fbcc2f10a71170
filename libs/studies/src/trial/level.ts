import { initialise, removeCheckpoint, train, type Measurement, type TrainResult } from '@tombola/nn';
import {
  countMask,
  countMasks,
  denseMasks,
  impMasks,
  makeTicket,
  shuffleMasks,
  toMaskTensors,
  type Masks,
} from '@tombola/pruning';
import { InputError, recipeHash, type Recipe } from '@tombola/shared';
import { jobKey, parentOf, type Job } from './job';
import type { LevelResult, Results } from './results';
import { checkSameData } from './same-data';
import type { Bench, Workbench } from './workbench';

export interface LevelOptions {
  readonly results: Results;
  readonly workbench: Workbench;
  readonly onMeasurement?: (measurement: Measurement) => void;
  readonly onProgress?: (step: number) => void;
  /** Called when a checkpoint of this step is in place in `file`, which the next one replaces. */
  readonly onCheckpoint?: (step: number, file: string) => void;
  /** Most milliseconds between two checkpoints. */
  readonly checkpointEvery?: number;
  readonly signal?: AbortSignal;
}

/**
 * Trains one level of one trial and stores it; a level that is stored already is only read. Its masks follow from the
 * level before, its initial weights from the seed, its order of examples from seed and level, so every run of it ends
 * with the same bits.
 *
 * @throws {InputError} when the level before is not stored, or it or the checkpoint is of other data.
 * @throws {DamagedError} when what is stored is damaged.
 */
export async function runLevel(job: Job, options: LevelOptions): Promise<LevelResult> {
  const { results, workbench } = options;
  const stored = await results.result(job);
  if (stored !== undefined) return stored;
  const { recipe, seed, level } = job;
  const bench = await workbench.for(recipe);
  const masks = await masksFor(job, bench, results);
  const draw = recipe.control?.name === 'reinit' ? recipe.control.draw + 1 : 0;
  const provenance = provenanceOf(job, masks);
  const ticket = makeTicket(masks, initialise(bench.network, recipe.initialiser, seed, draw), provenance);
  await results.begin(job, ticket);

  const { checkpoint } = results.files(job);
  const source = await bench.openBatches(seed, `order-${level}`);
  const trained = await train({
    trainer: bench.trainer,
    evaluator: bench.evaluator,
    recipe,
    parameters: ticket.parameters,
    masks: toMaskTensors(masks),
    batches: source,
    validation: bench.validation,
    test: bench.test,
    noise: { seed, stream: `noise-${level}` },
    checkpoint: {
      path: checkpoint,
      of: `${jobKey(job)} on data ${bench.dataHash}`,
      ...(options.checkpointEvery === undefined ? {} : { everyMs: options.checkpointEvery }),
      onSaved: (step) => options.onCheckpoint?.(step, checkpoint),
    },
    ...(options.onMeasurement === undefined ? {} : { onMeasurement: options.onMeasurement }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).finally(() => source.close());
  const result: LevelResult = {
    format: 'tombola-level-1',
    key: jobKey(job),
    seed,
    level,
    density: countMasks(masks).density,
    layers: Object.fromEntries(
      Object.entries(masks).map(([name, mask]) => [name, { kept: countMask(mask).kept, total: mask.data.length }]),
    ),
    metrics: metricsOf(trained, recipe),
    history: trained.history,
    record: {
      engine: bench.trainer.engine,
      dataset: bench.dataHash,
      testImages: bench.testImages,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      seconds: Math.round(trained.seconds * 1000) / 1000,
    },
  };
  await results.finish(job, trained.parameters, provenance, result);
  await removeCheckpoint(checkpoint);
  return result;
}

async function masksFor(job: Job, bench: Bench, results: Results): Promise<Masks> {
  const { recipe, seed, level } = job;
  const parent = parentOf(job);
  if (parent === undefined || recipe.method.name === 'dense') return denseMasks(bench.network);
  const trained = await results.result(parent);
  if (trained === undefined) {
    throw new InputError({
      what: `level ${level} needs the trained weights of ${jobKey(parent)}`,
      expected: 'them in the results folder',
      mend: 'Run that level first; a study does so by itself.',
    });
  }
  checkSameData(trained, bench);
  const before = await results.ticket(parent);
  const masks = impMasks(bench.network, recipe.method, level, before.masks, await results.final(parent));
  return recipe.control?.name === 'shuffle' ? shuffleMasks(masks, seed, recipe.control.draw) : masks;
}

function provenanceOf(job: Job, masks: Masks): Record<string, string> {
  const { recipe, seed, level } = job;
  const parent = parentOf(job);
  return {
    recipe: recipeHash(recipe),
    seed: String(seed),
    level: String(level),
    density: String(countMasks(masks).density),
    masks_from: parent === undefined ? 'dense' : jobKey(parent),
    control: recipe.control === undefined ? 'none' : `${recipe.control.name} ${recipe.control.draw}`,
  };
}

/** The numbers that figures and claims are made of; accuracies are fractions. */
function metricsOf({ history, earlyStop }: TrainResult, { steps }: Recipe): Record<string, number> {
  const last = history.at(-1)!;
  return {
    testAccuracyAtEarlyStop: earlyStop.test.accuracy,
    testLossAtEarlyStop: earlyStop.test.loss,
    validationAccuracyAtEarlyStop: earlyStop.validation.accuracy,
    validationLossAtEarlyStop: earlyStop.validation.loss,
    earlyStopIteration: earlyStop.step,
    earlyStopShare: earlyStop.step / steps,
    testAccuracyAtEnd: last.test.accuracy,
    testLossAtEnd: last.test.loss,
    validationAccuracyAtEnd: last.validation.accuracy,
    ...(last.trainLoss === undefined ? {} : { trainLossAtEnd: last.trainLoss }),
  };
}
