import type { Recipe } from '@tombola/shared';
import type { Parameters } from '../initialise';
import { checkFits, fingerprintOf, loadCheckpoint, saveCheckpoint } from './checkpoint';
import type { Evaluator, Examples } from './evaluate';
import { earlyStop, type Measurement } from './history';
import { checkMasks, type MaskTensors } from './masks';
import type { NoiseKey } from './noise';
import type { BatchSource, Trainer, TrainingState } from './trainer';

export interface TrainOptions {
  readonly trainer: Trainer;
  readonly evaluator: Evaluator;
  readonly recipe: Pick<Recipe, 'steps' | 'evaluateEvery'>;
  readonly parameters: Parameters;
  readonly masks: MaskTensors;
  /** Its position goes into checkpoints. */
  readonly batches: BatchSource & { position: unknown };
  readonly validation: Examples;
  readonly test: Examples;
  /** What dropout draws; networks without need none. */
  readonly noise?: NoiseKey;
  /** Called with every measurement as it is made; on resuming first with all that the checkpoint holds, in order. */
  readonly onMeasurement?: (measurement: Measurement) => void;
  /** Called after every run of steps. */
  readonly onProgress?: (step: number) => void;
  readonly checkpoint?: CheckpointOptions;
  /** Stops after the steps in hand, with a checkpoint written. */
  readonly signal?: AbortSignal;
}

export interface CheckpointOptions {
  readonly path: string;
  /** What is trained, on what, as a text: a checkpoint of something else is refused. */
  readonly of?: string;
  /** Most milliseconds between two. Default 30 s. */
  readonly everyMs?: number;
  /** Called when a checkpoint of this step is in place, whole; the training goes on when it returns. */
  readonly onSaved?: (step: number) => void | Promise<void>;
}

export interface TrainResult {
  /** Parameters after the last step. */
  readonly parameters: Parameters;
  readonly history: readonly Measurement[];
  readonly earlyStop: Measurement;
  /** How long it took: of a resumed training all processes together, up to their last checkpoints. */
  readonly seconds: number;
}

/** A training whose loss, in a step or on validation or test data after it, is no number any more. */
export class DivergenceError extends Error {
  constructor(
    readonly step: number,
    readonly loss: number,
    kind: 'loss' | 'validation loss' | 'test loss' = 'loss',
  ) {
    super(
      `training diverged: the ${kind} of step ${step} is ${loss}. ` +
        `Lower the learning rate, or warm it up (schedule.warmup).`,
    );
    this.name = 'DivergenceError';
  }
}

/** A training that was asked to stop; its checkpoint is written. */
export class InterruptedError extends Error {
  constructor(readonly step: number) {
    super(`training interrupted after step ${step}`);
    this.name = 'InterruptedError';
  }
}

/**
 * Steps in one call of the runtime: many, so that copying the state between calls costs little, but no longer than
 * this, so that a training can be stopped. Bits do not depend on it.
 */
const MOST_STEPS_A_CALL = 100;
const CALL_MILLISECONDS = 1000;

/**
 * Trains for `recipe.steps` steps, measuring on validation and test data before the first step, every
 * `evaluateEvery` steps and after the last. With a checkpoint on disk it goes on from there, with the same bits.
 *
 * @throws {DivergenceError} when a loss is not finite.
 * @throws {DamagedError} when the checkpoint is damaged.
 * @throws {InputError} when the checkpoint is of another training, or a mask does not fit the network.
 * @throws {InterruptedError} when the signal fires.
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { trainer, evaluator, recipe, masks, batches, checkpoint, signal } = options;
  const started = performance.now();
  checkMasks(masks, trainer.network);
  const saved = checkpoint === undefined ? undefined : await loadCheckpoint(checkpoint.path);
  let state: TrainingState = saved?.state ?? trainer.start(options.parameters, masks);
  let step = saved?.step ?? 0;
  let lossSum = saved?.lossSum ?? 0;
  const history: Measurement[] = [...(saved?.history ?? [])];
  const fingerprint = fingerprintOf(masks);
  if (saved !== undefined) {
    checkFits(saved, checkpoint!.path, { steps: recipe.steps, masks: fingerprint, of: checkpoint!.of });
    batches.position = saved.position;
  }

  const measure = async () => {
    const since = step - (history.at(-1)?.step ?? 0);
    const measurement: Measurement = {
      step,
      ...(since > 0 ? { trainLoss: lossSum / since } : {}),
      validation: await evaluator.evaluate(state.parameters, options.validation),
      test: await evaluator.evaluate(state.parameters, options.test),
    };
    for (const data of ['validation', 'test'] as const) {
      const { loss } = measurement[data];
      if (!Number.isFinite(loss)) throw new DivergenceError(step, loss, `${data} loss`);
    }
    history.push(measurement);
    lossSum = 0;
    options.onMeasurement?.(measurement);
  };
  const secondsSoFar = () => (saved?.seconds ?? 0) + (performance.now() - started) / 1000;
  const save = async () => {
    if (checkpoint === undefined) return;
    const { path, of } = checkpoint;
    const { position } = batches;
    const progress = { step, position, history, lossSum, masks: fingerprint, of, seconds: secondsSoFar() };
    await saveCheckpoint(path, { ...progress, state });
    await checkpoint.onSaved?.(step);
  };

  let savedAt = performance.now();
  let stepsACall = 1;
  if (history.length === 0) await measure();
  else for (const measurement of history) options.onMeasurement?.(measurement);
  while (step < recipe.steps) {
    if (signal?.aborted === true) {
      await save();
      throw new InterruptedError(step);
    }
    const next = Math.min(recipe.steps, (Math.floor(step / recipe.evaluateEvery) + 1) * recipe.evaluateEvery);
    const count = Math.min(stepsACall, next - step);
    const called = performance.now();
    const advanced = await trainer.advance(state, masks, batches, step, count, options.noise);
    const fitting = Math.floor((CALL_MILLISECONDS * count) / (performance.now() - called));
    stepsACall = Math.max(1, Math.min(MOST_STEPS_A_CALL, fitting));
    const diverged = advanced.losses.findIndex((loss) => !Number.isFinite(loss));
    if (diverged >= 0) throw new DivergenceError(step + diverged + 1, advanced.losses[diverged]!);
    state = advanced.state;
    step += count;
    // One after the other, so that the sum does not depend on how steps are grouped into calls.
    for (const loss of advanced.losses) lossSum += loss;
    options.onProgress?.(step);
    if (step === next) await measure();
    if (performance.now() - savedAt > (checkpoint?.everyMs ?? 30_000)) {
      await save();
      savedAt = performance.now();
    }
  }
  return { parameters: state.parameters, history, earlyStop: earlyStop(history), seconds: secondsSoFar() };
}
