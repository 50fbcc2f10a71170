import { sizeOf } from '@tombola/engine';
import {
  prunableOf,
  removeCheckpoint,
  train,
  type Measurement,
  type NetworkStructure,
  type TrainResult,
} from '@tombola/nn';
import {
  collapsedLayers,
  countMask,
  countMasks,
  fromMaskTensors,
  levelCost,
  makeTicket,
  prunableLayers,
  toMaskTensors,
  type LevelCost,
  type Masks,
  type Ticket,
} from '@tombola/pruning';
import { networkDefinitionSchema, parse, type Recipe } from '@tombola/shared';
import { levelMeasures } from '../geometry-study/level-measures';
import { besideFirst } from '../stability/beside-first';
import { denseParameters } from './dense-parameters';
import { jobKey, type Job } from './job';
import { copyOf, orderStream } from './order';
import { planOf, provenanceOf } from './plan';
import type { LevelResult, Results } from './results';
import type { Workbench } from './workbench';

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
 * @throws {InputError} when a level that it needs is not stored, or it or the checkpoint is of other data.
 * @throws {DamagedError} when what is stored is damaged.
 * @throws {InterruptedError} when the signal fires, while it is planned too.
 */
export async function runLevel(job: Job, options: LevelOptions): Promise<LevelResult> {
  const { results, workbench } = options;
  const stored = await results.result(job);
  if (stored !== undefined) return stored;
  const { recipe, seed, level } = job;
  const bench = await workbench.for(recipe);
  const planned = await planOf(job, bench, results, options.signal);
  const { masks, sparsifier, rule } = planned.plan;
  const training = { ...recipe, ...planned.plan.training };
  const provenance = provenanceOf(job, planned);
  const ticket = makeTicket(masks, planned.plan.parameters, provenance, rule?.keepsPruned);
  await results.begin(job, ticket);

  const { checkpoint } = results.files(job);
  const programs = await bench.programs(planned.plan.network);
  const { from = 0 } = planned.plan;
  const trainer = (await programs.trainer(rule)).scheduled({ ...training, from });
  const copy = copyOf(recipe);
  const source = await bench.openBatches(seed, orderStream(level, copy));
  const trained = await train({
    trainer,
    evaluator: await programs.evaluator(),
    recipe: training,
    parameters: ticket.parameters,
    masks: toMaskTensors(masks),
    batches: source,
    validation: bench.validation,
    test: bench.test,
    noise: { seed, stream: `noise-${level}` },
    gradients: () => programs.gradients(),
    checkpoint: {
      path: checkpoint,
      of: `${jobKey(job)} on data ${bench.dataHash}`,
      // Comparing takes long, and may be interrupted too.
      atEnd: copy !== undefined,
      ...(options.checkpointEvery === undefined ? {} : { everyMs: options.checkpointEvery }),
      onSaved: (step) => options.onCheckpoint?.(step, checkpoint),
    },
    from,
    ...(sparsifier === undefined ? {} : { sparsifier }),
    ...(options.onMeasurement === undefined ? {} : { onMeasurement: options.onMeasurement }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).finally(() => source.close());
  const kept = sparsifier === undefined ? masks : fromMaskTensors(trained.masks);
  const sizes = sizesOf(kept, bench.network);
  const comparing = performance.now();
  const stability = await besideFirst(job, trained.parameters, {
    ...{ bench, programs, results, masks: kept, steps: training.steps },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  // Costs count the comparison, so what is divided by them does too.
  const seconds = trained.seconds + (copy === undefined ? 0 : (performance.now() - comparing) / 1000);
  const geometry = await levelMeasures(recipe, programs.network, trained.parameters, () =>
    denseParameters(job, trained.parameters, bench, options),
  );
  const result: LevelResult = {
    format: 'tombola-level-1',
    key: jobKey(job),
    seed,
    level,
    ...sizes,
    ...(planned.plan.network === undefined
      ? {}
      : { network: parse(networkDefinitionSchema, planned.plan.network, 'the network of the level') }),
    metrics: {
      ...metricsOf(trained, training),
      ...costOf(sizes, trained, recipe, bench.network, (planned.plan.metrics?.frozenWeights ?? 0) > 0),
      ...collapseOf(kept),
      ...geometry,
      ...stability,
      ...planned.plan.metrics,
      ...trained.metrics,
    },
    ...(trained.matrices && { matrices: trained.matrices }),
    history: trained.history,
    record: {
      engine: trainer.engine,
      dataset: bench.dataHash,
      testImages: bench.testImages,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      seconds: Math.round(seconds * 1000) / 1000,
    },
  };
  await results.finish(job, trained.parameters, moved(ticket, kept), result);
  await removeCheckpoint(checkpoint);
  return result;
}

/** The ticket with the masks that its training ended with, and those that it began with where they are others. */
function moved(ticket: Ticket, masks: Masks): Ticket {
  if (masks === ticket.masks) return ticket;
  const provenance = { ...ticket.provenance, density: String(countMasks(masks).density) };
  return { ...ticket, masks, startMasks: ticket.masks, provenance };
}

/** How much the masks of a network, or of what channels have left of it, keep of all its prunable weights. */
function sizesOf(masks: Masks, network: NetworkStructure): Pick<LevelResult, 'density' | 'layers'> {
  const layers = prunableOf(network).map(({ name, shape }) => {
    const mask = masks[name];
    return [name, { kept: mask === undefined ? 0 : countMask(mask).kept, total: sizeOf(shape) }] as const;
  });
  const sum = (key: 'kept' | 'total') => layers.reduce((all, [, sizes]) => all + sizes[key], 0);
  return { density: sum('kept') / sum('total'), layers: Object.fromEntries(layers) };
}

/** How many layers keep nothing, where there are any: whatever was trained then is not the network that was meant. */
function collapseOf(masks: Masks): Record<string, number> {
  const collapsed = collapsedLayers(masks).length;
  return collapsed === 0 ? {} : { collapsedLayers: collapsed };
}

/** What the network and its training cost beside the dense ones. */
function costOf(
  { layers }: Pick<LevelResult, 'layers'>,
  { history }: TrainResult,
  { method, steps: recipeSteps }: Recipe,
  network: NetworkStructure,
  frozen: boolean,
): LevelCost {
  const densities = Object.fromEntries(Object.entries(layers).map(([name, { kept, total }]) => [name, kept / total]));
  const steps = history.at(-1)!.step - history[0]!.step;
  return levelCost({ method, layers: prunableLayers(network), densities, steps, recipeSteps, frozen });
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
    startShare: steps === 0 ? 0 : history[0]!.step / steps,
    earlyStopShare: steps === 0 ? 0 : earlyStop.step / steps,
    testAccuracyAtEnd: last.test.accuracy,
    testLossAtEnd: last.test.loss,
    validationAccuracyAtEnd: last.validation.accuracy,
    ...(last.trainLoss === undefined ? {} : { trainLossAtEnd: last.trainLoss }),
  };
}
