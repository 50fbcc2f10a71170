import { tensor, type Tensor } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import { dropoutOf, type Network } from '../network/network';
import { elementsOf } from '../network/node';

/** Which random numbers a training's dropout draws. */
export interface NoiseKey {
  readonly seed: number;
  /** Trainings of one seed that are to drop different units have streams of different names. */
  readonly stream: string;
}

/**
 * Which units dropout keeps in the steps after `from`, for every dropout node bool [steps, batch, ...shape]. What is
 * dropped in a step follows from key, node and step alone, however steps are grouped.
 */
export function dropoutNoise(
  network: Network,
  key: NoiseKey,
  batch: number,
  from: number,
  steps: number,
): Record<string, Tensor<'bool'>> {
  return Object.fromEntries(
    dropoutOf(network).map(({ name, rate, outputShape }) => {
      const size = batch * elementsOf(outputShape);
      const keep = new Uint8Array(steps * size);
      const threshold = rate * 2 ** 32;
      for (let i = 0; i < steps; i++) {
        const random = randomStream(key.seed, key.stream, 'dropout', name, from + i + 1);
        for (let k = i * size; k < (i + 1) * size; k++) keep[k] = random.uint32() >= threshold ? 1 : 0;
      }
      return [name, tensor(keep, [steps, batch, ...outputShape], 'bool')];
    }),
  );
}
