import type { Json, Recipe } from '@tombola/shared';
import type { Parameters } from '../initialise';
import { checkFits, fingerprintOf, loadCheckpoint, saveCheckpoint } from './checkpoint';
import type { Evaluator, Examples } from './evaluate';
import { earlyStop, type Measurement } from './history';
import { checkMasks, type MaskTensors } from './masks';
import type { Gradients } from './gradients';
import type { NoiseKey } from './noise';
import { nextAct, type Matrices, type Moment, type Outcome, type Sparsifier } from './sparsifier';
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
  /** What dropout and the method draw; networks without need none. */
  readonly noise?: NoiseKey;
  /** Steps that count as done before the first, for the schedule and for the method: a rewound training. Default 0. */
  readonly from?: number;
  /** Changes masks or weights between steps. */
  readonly sparsifier?: Sparsifier;
  /** Dense gradients, for sparsifiers that ask for them. */
  readonly gradients?: () => Promise<Gradients>;
  /** Called when the sparsifier has acted, with the masks as they are now. */
  readonly onMasks?: (step: number, masks: MaskTensors) => void;
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
  /** Whether the last state is saved too, for work that comes after the training. Default false. */
  readonly atEnd?: boolean;
  /** Called when a checkpoint of this step is in place, whole; the training goes on when it returns. */
  readonly onSaved?: (step: number) => void | Promise<void>;
}

export interface TrainResult {
  /** Parameters after the last step, as the method leaves them. */
  readonly parameters: Parameters;
  /** The masks after the last step. */
  readonly masks: MaskTensors;
  /** Numbers of the method. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Square tables of the method. */
  readonly matrices?: Matrices;
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
 * Trains up to `recipe.steps` steps, measuring on validation and test data before the first step, every
 * `evaluateEvery` steps and after the last. With a checkpoint on disk it goes on from there, with the same bits.
 *
 * A sparsifier acts between steps: after what is measured there, and before the next step. It makes the outcome of the
 * last state before that is measured.
 *
 * @throws {DivergenceError} when a loss is not finite.
 * @throws {DamagedError} when the checkpoint is damaged.
 * @throws {InputError} when the checkpoint is of another training, or a mask does not fit the network.
 * @throws {InterruptedError} when the signal fires.
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { trainer, evaluator, recipe, batches, checkpoint, signal, sparsifier, from = 0 } = options;
  const started = performance.now();
  checkMasks(options.masks, trainer.network);
  const saved = checkpoint === undefined ? undefined : await loadCheckpoint(checkpoint.path);
  let state: TrainingState = saved?.state ?? trainer.start(options.parameters, options.masks);
  let masks = saved?.changedMasks ?? options.masks;
  let notes: Json = saved?.notes ?? null;
  let acted = saved?.acted ?? false;
  let step = saved?.step ?? from;
  let lossSum = saved?.lossSum ?? 0;
  let losses = saved?.losses ?? step - (saved?.history.at(-1)?.step ?? step);
  let last = saved?.ended === true ? saved.step : recipe.steps;
  let outcome: Outcome | undefined;
  const history: Measurement[] = [...(saved?.history ?? [])];
  const fingerprint = fingerprintOf(options.masks);
  if (saved !== undefined) {
    checkFits(saved, checkpoint!.path, { steps: recipe.steps, masks: fingerprint, of: checkpoint!.of });
    batches.position = saved.position;
  }

  const moment = (): Omit<Moment, 'gradients'> => ({ step, state, masks, notes, history });
  const measure = async () => {
    const parameters = outcome?.parameters ?? sparsifier?.measured?.(moment()) ?? state.parameters;
    const measurement: Measurement = {
      step,
      ...(losses > 0 ? { trainLoss: lossSum / losses } : {}),
      validation: await evaluator.evaluate(parameters, options.validation),
      test: await evaluator.evaluate(parameters, options.test),
    };
    for (const data of ['validation', 'test'] as const) {
      const { loss } = measurement[data];
      if (!Number.isFinite(loss)) throw new DivergenceError(step, loss, `${data} loss`);
    }
    history.push(measurement);
    lossSum = 0;
    losses = 0;
    options.onMeasurement?.(measurement);
  };
  const secondsSoFar = () => (saved?.seconds ?? 0) + (performance.now() - started) / 1000;
  const save = async () => {
    if (checkpoint === undefined) return;
    const { path, of } = checkpoint;
    const { position } = batches;
    const progress = { step, position, history, lossSum, losses, masks: fingerprint, of, seconds: secondsSoFar() };
    const ended = last < recipe.steps;
    const method = sparsifier === undefined ? {} : { changedMasks: masks, notes, acted, ...(ended && { ended }) };
    await saveCheckpoint(path, { ...progress, ...method, state });
    await checkpoint.onSaved?.(step);
  };
  const act = async (by: Sparsifier) => {
    const gradients = async (at?: Parameters) => {
      const program = await options.gradients!();
      return program.of(at ?? state.parameters, batches.next(), step + 1, options.noise);
    };
    const change = await by.act({ ...moment(), gradients });
    state = change.state ?? state;
    masks = change.masks ?? masks;
    notes = change.notes === undefined ? notes : change.notes;
    if (change.masks !== undefined) checkMasks(masks, trainer.network);
    if (change.ends === true) last = step;
    else if (change.tookStep === true && step < last) step += 1;
    acted = change.tookStep !== true;
    options.onMasks?.(step, masks);
  };

  let [savedAt, savedStep] = [performance.now(), step];
  let stepsACall = 1;
  for (const measurement of history) options.onMeasurement?.(measurement);
  for (;;) {
    const measured = history.at(-1)?.step === step;
    if (step === last) outcome = sparsifier?.finish?.(moment());
    const due = step === from || step === last || step % recipe.evaluateEvery === 0 || sparsifier?.measures?.(step);
    if (!measured && due === true) await measure();
    if (step > savedStep && performance.now() - savedAt > (checkpoint?.everyMs ?? 30_000)) {
      await save();
      [savedAt, savedStep] = [performance.now(), step];
    }
    if (step === last) {
      if (checkpoint?.atEnd === true && step > savedStep) await save();
      break;
    }
    if (signal?.aborted === true) {
      await save();
      throw new InterruptedError(step);
    }
    if (!acted && sparsifier?.acts(step) === true) {
      await act(sparsifier);
      continue;
    }
    const measuring = Math.min(last, (Math.floor(step / recipe.evaluateEvery) + 1) * recipe.evaluateEvery);
    const count = Math.min(stepsACall, nextAct(sparsifier, step, measuring) - step);
    const called = performance.now();
    const advanced = await trainer.advance(state, masks, batches, step, count, options.noise);
    const fitting = Math.floor((CALL_MILLISECONDS * count) / (performance.now() - called));
    stepsACall = Math.max(1, Math.min(MOST_STEPS_A_CALL, trainer.mostSteps, fitting));
    const diverged = advanced.losses.findIndex((loss) => !Number.isFinite(loss));
    if (diverged >= 0) throw new DivergenceError(step + diverged + 1, advanced.losses[diverged]!);
    state = advanced.state;
    step += count;
    acted = false;
    losses += count;
    // One after the other, so that the sum does not depend on how steps are grouped into calls.
    for (const loss of advanced.losses) lossSum += loss;
    options.onProgress?.(step);
  }
  return {
    parameters: outcome?.parameters ?? state.parameters,
    masks: outcome?.masks ?? masks,
    metrics: outcome?.metrics ?? {},
    ...(outcome?.matrices && { matrices: outcome.matrices }),
    history,
    earlyStop: earlyStop(history, sparsifier?.settledAt),
    seconds: secondsSoFar(),
  };
}
