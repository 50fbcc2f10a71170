import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { tensor } from '@tombola/engine';
import { digest, removeCheckpoint, train, type Parameters } from '@tombola/nn';
import { makeTicket, toMaskTensors, type LevelPlan, type Masks, type Ticket } from '@tombola/pruning';
import { canonicalJson, decodeSafetensors, encodeSafetensors } from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';
import { jobKey, type Job } from '../trial/job';
import { orderStream } from '../trial/order';
import type { Results } from '../trial/results';
import type { Bench } from '../trial/workbench';

/** What copies of a level start from: its plan, perhaps at another step. */
export interface CopyOptions {
  readonly job: Job;
  readonly plan: LevelPlan;
  readonly bench: Bench;
  readonly results: Results;
  readonly onProgress?: (gained: number) => void;
  readonly signal?: AbortSignal;
}

/** Another training of a level. */
export interface Copy {
  /** Its name beside the level's other files. */
  readonly name: string;
  /** Which order of examples it sees. */
  readonly order: number;
  readonly masks: Masks;
}

/**
 * Trains a level once more from where it starts, in another order of examples (and, with it, other augmentation), all else
 * being equal. It is stored beside the level, with checkpoints while it trains, and only read when it is there.
 *
 * @throws {InterruptedError} when the signal fires; the same call goes on from there.
 */
export async function trainCopy(copy: Copy, options: CopyOptions): Promise<Parameters> {
  const { job, plan, bench, results, signal } = options;
  const { from = 0, rule } = plan;
  const start = makeTicket(copy.masks, plan.parameters, {}, rule?.keepsPruned);
  const started = startOf(start, plan);
  const path = results.path(job, `stability/from-${from}-${copy.name}-${started}.safetensors`);
  const of = `${jobKey(job)} from ${from}, ${copy.name}, start ${started}, on data ${bench.dataHash}`;
  const stored = await storedCopy(path, of);
  if (stored !== undefined) return stored;
  await mkdir(dirname(path), { recursive: true });

  const recipe = { ...job.recipe, ...plan.training };
  const programs = await bench.programs(plan.network);
  const batches = await bench.openBatches(job.seed, orderStream(job.level, copy.order));
  const checkpoint = `${path}.checkpoint`;
  let done = from;
  const { parameters } = await train({
    trainer: (await programs.trainer(rule)).scheduled({ ...recipe, from }),
    evaluator: await programs.evaluator(),
    recipe: { steps: recipe.steps, evaluateEvery: recipe.steps + 1 },
    parameters: start.parameters,
    masks: toMaskTensors(copy.masks),
    batches,
    validation: bench.validation,
    test: bench.test,
    noise: { seed: job.seed, stream: `noise-${job.level}` },
    from,
    checkpoint: { path: checkpoint, of },
    onProgress: (step) => {
      options.onProgress?.(step - done);
      done = step;
    },
    ...(signal === undefined ? {} : { signal }),
  }).finally(() => batches.close());
  const bytes = encodeSafetensors({ tensors: parameters, metadata: { of } });
  await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  await removeCheckpoint(checkpoint);
  return parameters;
}

/** A short text that differs when anything does that a copy is trained from or by, beside its order and its job. */
function startOf({ masks, parameters }: Ticket, { from, rule, training, network }: LevelPlan): string {
  const named = Object.entries(masks).map(([name, mask]) => [`mask/${name}`, mask] as const);
  const how = canonicalJson({
    from: from ?? 0,
    rule: rule?.key ?? null,
    training: training ?? {},
    network: network ?? null,
  });
  return digest({ ...parameters, ...Object.fromEntries(named) }, how).slice(0, 16);
}

/** A copy that was trained before, if it is of the same training and whole. */
async function storedCopy(path: string, of: string): Promise<Parameters | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const { tensors, metadata } = decodeSafetensors(bytes, path);
  if (metadata.of !== of) return undefined;
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [name, tensor(data as Float32Array, shape)]),
  );
}
