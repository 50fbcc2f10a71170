import { exportOnnx, measureLatencies, type Latency } from '@tombola/deploy';
import { initialise } from '@tombola/nn';
import { countMask, inferenceFlops, prunableLayers, type Masks } from '@tombola/pruning';
import type { Job } from './trial/job';
import type { LevelResult, Results } from './trial/results';
import type { Bench } from './trial/workbench';

/**
 * What a level's network computes and how long it takes, counted and measured beside the recipe's dense network. The two are
 * not the same: masked weights are zeros that are multiplied with, so the count falls with the density and the time does not;
 * channels that are gone save both.
 */
export interface LevelSpeed {
  /** Multiply-accumulates of an example with weights that are kept, or that are frozen at other values than 0. */
  readonly macs: number;
  readonly denseMacs: number;
  /** Of the exported file, an example a call. */
  readonly latency: Latency;
  /** Of the dense network's. */
  readonly denseLatency: Latency;
}

/** @param onnx the level's exported file, or its path */
export async function levelSpeed(
  onnx: Uint8Array | string,
  job: Job,
  result: LevelResult,
  results: Results,
  bench: Bench,
): Promise<LevelSpeed> {
  const { masks } = await results.outcome(job);
  const [{ network }, whole] = [await bench.programs(result.network), bench.network];
  const dense = exportOnnx({
    network: whole,
    parameters: initialise(whole, job.recipe.initialiser, job.seed),
    pixels: bench.pixels,
  });
  const [latency, denseLatency] = await measureLatencies([onnx, dense]);
  return {
    // Frozen weights are under the mask and computed with.
    macs: inferenceFlops(sparseLayers(network, result.metrics.frozenWeights ? {} : masks)).sparse,
    denseMacs: inferenceFlops(sparseLayers(whole, {})).dense,
    latency: latency!,
    denseLatency: denseLatency!,
  };
}

function sparseLayers(network: Bench['network'], masks: Masks) {
  return prunableLayers(network).map((layer) => {
    const mask = masks[layer.weights];
    return { ...layer, density: mask === undefined ? 1 : countMask(mask).density };
  });
}

/** Both numbers in a sentence; never one of them alone. */
export function speedText({ macs, denseMacs, latency, denseLatency }: LevelSpeed): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return (
    `${percent(macs / denseMacs)} of the dense network's ${denseMacs.toLocaleString('en-US')} multiplications, ` +
    `${percent(latency.medianMs / denseLatency.medianMs)} of its time: ${latency.medianMs.toFixed(3)} ms an image ` +
    `(dense ${denseLatency.medianMs.toFixed(3)}; median of ${latency.calls}, ${latency.provider}, ` +
    `${latency.threads} thread${latency.threads === 1 ? '' : 's'})`
  );
}
