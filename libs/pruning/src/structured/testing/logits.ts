import { compile, float32, tensor } from '@tombola/engine';
import { buildNetwork, stateOf, type DataShape, type NetworkChoice, type Parameters } from '@tombola/nn';
import { randomStream } from '@tombola/shared';

/** The logits in use of two images, random ones when left out, by the compiled network. */
export async function logitsOf(
  choice: NetworkChoice,
  data: DataShape,
  state: Parameters,
  images: Float32Array = randomImages(data),
): Promise<Float32Array> {
  const network = buildNetwork(choice, data);
  const program = await compile(({ parameters, images }) => ({ logits: network.logits(parameters, images) }), {
    parameters: Object.fromEntries(stateOf(network).map(({ name, shape }) => [name, float32(...shape)])),
    images: float32(2, ...data.inputShape),
  });
  const { logits } = await program.run({ parameters: state, images: tensor(images, [2, ...data.inputShape]) });
  await program.dispose();
  return logits.data as Float32Array;
}

function randomImages({ inputShape: [channels, height, width] }: DataShape): Float32Array {
  const random = randomStream(1, 'images');
  return Float32Array.from({ length: 2 * channels * height * width }, () => random.normal());
}

/** The greatest difference between logits, in units of the greatest logit. */
export function difference(actual: Float32Array, expected: Float32Array): number {
  expect(actual).toHaveLength(expected.length);
  return mostApart(actual, expected) / greatest(expected);
}

/** How much the logits of the two images differ, in units of the greatest: 0 when nothing of the images reaches them. */
export function spread(logits: Float32Array): number {
  const half = logits.length / 2;
  return mostApart(logits.subarray(0, half), logits.subarray(half)) / greatest(logits);
}

function mostApart(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

function greatest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), Number.MIN_VALUE);
}
