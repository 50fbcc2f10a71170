import { exportOnnx, verifyOnnx, type VerifyReport } from '@tombola/deploy';
import { toMaskTensors, withFrozen } from '@tombola/pruning';
import { canonicalJson, InputError, minimalRecipe } from '@tombola/shared';
import { jobKey, type Job } from './trial/job';
import type { LevelResult, Results } from './trial/results';
import { checkSameData } from './trial/same-data';
import type { Bench, Workbench } from './trial/workbench';

/**
 * The trained network of a finished level as an ONNX file: masks folded in, provenance in its metadata.
 *
 * @throws {InputError} when the level was trained on other data than those of the bench.
 */
export async function shipLevel(job: Job, result: LevelResult, results: Results, bench: Bench): Promise<Uint8Array> {
  checkSameData(result, bench);
  const { provenance } = await results.ticket(job);
  const { parameters, masks } = await results.outcome(job);
  const { network } = await bench.programs(result.network);
  return exportOnnx({
    network,
    parameters,
    masks: toMaskTensors(withFrozen(masks, parameters)),
    pixels: bench.pixels,
    classes: bench.dataset.classes,
    provenance: {
      ...provenance,
      trial: jobKey(job),
      recipe_json: canonicalJson(minimalRecipe(job.recipe)),
      dataset: bench.dataset.name,
      test_images: bench.testImages,
      dataset_sha256: canonicalJson(bench.dataset.checksums),
      metrics: JSON.stringify(result.metrics),
      licence: 'MIT',
    },
  });
}

/** Runs an exported file in onnxruntime against the trainer's own forward pass, over the whole test set. */
export async function verifyLevel(
  onnx: Uint8Array | string,
  job: Job,
  result: LevelResult,
  results: Results,
  bench: Bench,
): Promise<VerifyReport> {
  const { parameters, masks } = await results.outcome(job);
  const programs = await bench.programs(result.network);
  return verifyOnnx(onnx, {
    reference: { evaluator: await programs.evaluator(), parameters },
    masks: toMaskTensors(withFrozen(masks, parameters)),
    examples: bench.wholeTest,
  });
}

/**
 * Writes the ONNX file of a finished level as `model.onnx` beside its other files, in one piece, and verifies it as it
 * lies there. A file that fails its verification stays: the report says what is wrong with it.
 *
 * @throws {InputError} when the level is not finished, or was trained on other data.
 */
export async function exportLevel(
  job: Job,
  results: Results,
  workbench: Workbench,
): Promise<{ file: string; verification: VerifyReport }> {
  const result = await results.result(job);
  if (result === undefined) {
    throw new InputError({
      what: 'this level is not finished',
      value: jobKey(job),
      expected: 'a level with its result',
      mend: 'Train it first.',
    });
  }
  const bench = await workbench.for(job.recipe);
  const file = await results.ship(job, await shipLevel(job, result, results, bench));
  return { file, verification: await verifyLevel(file, job, result, results, bench) };
}
