import { sizeOf, tensor, type Tensor } from '@tombola/engine';
import { randomStream, readRecipe, type Recipe, type RecipeInput } from '@tombola/shared';
import { mlp } from '../network/mlp';
import { prunableOf, type Network } from '../network/network';
import type { Examples } from '../training/evaluate';
import type { MaskTensors } from '../training/masks';
import type { BatchSource } from '../training/trainer';

/** A network of 16 inputs, 8 and 6 hidden units and 3 classes. */
export const toyNetwork: Network = mlp({ inputShape: [1, 4, 4], hidden: [8, 6], classes: 3 });

/** A recipe for the toy network; any member may be given. */
export function toyRecipe(members: Partial<RecipeInput> = {}): Recipe {
  return readRecipe({
    network: { name: 'mlp', hidden: [8, 6] },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'adam', learningRate: 0.01 },
    steps: 12,
    batch: 5,
    evaluateEvery: 4,
    ...members,
  });
}

/** `count` noisy pictures of three patterns. */
export function toyExamples(seed: number, count: number) {
  const random = randomStream(seed, 'toy');
  const labels = Int32Array.from({ length: count }, () => random.integer(3));
  const images = Uint8Array.from({ length: count * 16 }, (_, i) =>
    (i % 16) % 3 === labels[Math.floor(i / 16)] ? 128 + random.integer(128) : random.integer(128),
  );
  return { images, labels };
}

/** The same in batches of 7 for evaluation. */
export function toyEvaluation(seed: number, count: number): Examples {
  const { images, labels } = toyExamples(seed, count);
  return function* () {
    for (let i = 0; i < count; i += 7) {
      yield { images: images.subarray(i * 16, (i + 7) * 16), labels: labels.subarray(i, i + 7) };
    }
  };
}

/** An endless source of training batches that can be set to any position. */
export class ToyBatches implements BatchSource {
  position: unknown = 0;

  constructor(
    private readonly seed = 1,
    private readonly batch = 5,
  ) {}

  next() {
    const number = this.position as number;
    this.position = number + 1;
    return toyExamples(this.seed * 1000 + number, this.batch);
  }
}

/** Masks that keep each weight with the probability `density`. */
export function randomMasks(network: Network, seed: number, density = 0.5): MaskTensors {
  return Object.fromEntries(
    prunableOf(network).map(({ name, shape }) => {
      const random = randomStream(seed, 'mask', name);
      const bits = Array.from({ length: sizeOf(shape) }, () => (random.uniform() < density ? 1 : 0));
      return [name, tensor(bits, shape)];
    }),
  );
}

/** The bits of float32 numbers: they tell +0 from -0 and one NaN from another. */
export function bitsOf({ data }: Pick<Tensor<'float32'>, 'data'>): number[] {
  return [...new Uint32Array(data.buffer, data.byteOffset, data.length)];
}

/** The bits of named tensors. */
export function allBits(tensors: Readonly<Record<string, Tensor<'float32'>>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, bitsOf(value)]));
}
