import { allIndices, batches, readHere } from '@tombola/datasets';
import { quantile } from '@tombola/shared';
import { randomImages, round } from './step';

export interface BatcherBench {
  readonly shape: readonly number[];
  readonly examples: number;
  readonly batch: number;
  /** Milliseconds a batch. */
  readonly ms_min: number;
  readonly ms_median: number;
  readonly images_per_second: number;
}

/** The time of making one batch in random order, over whole epochs so that the shuffling counts. */
export function benchBatcher({ batch, repeats }: { batch: number; repeats: number }): BatcherBench {
  const set = randomImages(undefined, 60_000);
  const source = batches(readHere(set), allIndices(set), { batch });
  const count = Math.ceil(set.count / batch);
  const times: number[] = [];
  for (let i = -1; i < repeats; i++) {
    const start = performance.now();
    for (let k = 0; k < count; k++) source.next();
    // The first epoch warms up.
    if (i >= 0) times.push((performance.now() - start) / count);
  }
  const least = Math.min(...times);
  return {
    shape: set.shape,
    examples: set.count,
    batch,
    ms_min: round(least),
    ms_median: round(quantile(times, 0.5)),
    images_per_second: Math.round((batch / least) * 1000),
  };
}
