import { randomStream } from '@tombola/shared';
import { initialise } from '../initialise';
import { runnable } from '../network/run';
import { structureOf } from '../network/structure';
import { BatchStatistics } from './batch-statistics';
import { unitPixels } from './pixels';

const network = runnable(
  structureOf(
    {
      name: 'normed',
      nodes: [{ op: 'batch-norm', name: 'norm', momentum: 0.9 }, { op: 'flatten' }, { op: 'dense', units: 'classes' }],
    },
    { inputShape: [2, 2, 2], classes: 3 },
  ),
);
const parameters = { ...initialise(network, 'glorot-normal', 1) };

/** Four images of 2 channels of 2 x 2 bytes a batch. */
function images(batch: number): Uint8Array {
  const random = randomStream(1, 'images', batch);
  return Uint8Array.from({ length: 32 }, () => random.integer(256));
}

test('recomputed statistics are the means over batches of their means and unbiased variances', async () => {
  const statistics = await BatchStatistics.create({ network, batch: 4, pixels: unitPixels });
  let next = 0;
  const batches = { next: () => ({ images: images(next++), labels: new Int32Array(4) }) };
  const before = structuredClone(parameters);
  const after = await statistics.of(parameters, batches, 3);
  await statistics.dispose();

  for (const channel of [0, 1]) {
    const ofBatches = [0, 1, 2].map((batch) => {
      const values = [...images(batch)].filter((_, i) => Math.floor((i % 8) / 4) === channel).map((byte) => byte / 255);
      const mean = values.reduce((sum, value) => sum + value, 0) / 16;
      return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 15 };
    });
    const meanOf = (of: 'mean' | 'variance') => ofBatches.reduce((sum, each) => sum + each[of] / 3, 0);
    expect(after['norm/mean']!.data[channel]).toBeCloseTo(meanOf('mean'), 5);
    expect(after['norm/variance']!.data[channel]).toBeCloseTo(meanOf('variance'), 5);
  }
  expect(after['dense_1/weights']).toBe(parameters['dense_1/weights']);
  expect(parameters).toEqual(before);
});
