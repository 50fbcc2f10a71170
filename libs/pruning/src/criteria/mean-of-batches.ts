import { tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { Batch } from './saliency';

/**
 * The mean over batches of equal size of what is computed of each, summed in float64.
 *
 * @throws {InputError} when there is no batch.
 */
export async function meanOfBatches(
  batches: readonly Batch[],
  compute: (batch: Batch) => Promise<Parameters>,
): Promise<Parameters> {
  if (batches.length === 0) {
    throw new InputError({ what: 'there are no examples to score weights on', expected: 'at least one batch' });
  }
  if (batches.length === 1) return compute(batches[0]!);
  const shapes: Record<string, readonly number[]> = {};
  const sums: Record<string, Float64Array> = {};
  for (const batch of batches) {
    for (const [name, { data, shape }] of Object.entries(await compute(batch))) {
      shapes[name] = shape;
      const sum = (sums[name] ??= new Float64Array(data.length));
      for (let i = 0; i < sum.length; i++) sum[i]! += data[i]!;
    }
  }
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => {
      const mean = Float32Array.from(sum, (value) => value / batches.length);
      return [name, tensor(mean, shapes[name])];
    }),
  );
}
