import { inOrder } from '@tombola/datasets';
import type { Pixels } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { openReader } from '../trial/readers';
import type { Bench } from '../trial/workbench';

/**
 * Test examples as the network of a bench sees them, normalised: [channels, height, width], flat.
 *
 * @param numbers of test examples, from 0
 * @param readingThread as of `WorkbenchOptions`
 * @throws {InputError} for an example that is not there.
 */
export async function exampleInputs(
  { dataset: { test }, pixels }: Bench,
  numbers: readonly number[],
  readingThread?: string,
): Promise<number[][]> {
  const missing = numbers.find((number) => number >= test.count);
  if (missing !== undefined) {
    throw new InputError({ what: 'there is no such test example', value: missing, expected: `0 to ${test.count - 1}` });
  }
  const reader = await openReader(test, readingThread);
  try {
    const inputs: number[][] = [];
    for (const { images } of inOrder(reader, Uint32Array.from(numbers), 1)) {
      inputs.push(networkInput(images, test.shape, pixels));
    }
    return inputs;
  } finally {
    await reader.close();
  }
}

/** An example as it travels, as the numbers that the network computes with. */
function networkInput(bytes: Uint8Array, [, height, width]: readonly number[], pixels: Pixels): number[] {
  const { mean, std, values } = pixels;
  const numbers = values === 'floats' ? new Float32Array(bytes.slice().buffer) : bytes;
  return Array.from(numbers, (value, i) => {
    const level = values === 'floats' ? value : Math.fround(value / 255);
    const channel = Math.floor(i / (height! * width!));
    return mean.length === 0 ? level : (level - mean[channel]!) / std[channel]!;
  });
}
