import { initialise } from '../initialise';
import { toyEvaluation, toyExamples, toyNetwork } from '../testing/toy';
import { Evaluator } from './evaluate';
import { unitPixels } from './pixels';

const parameters = initialise(toyNetwork, 'he-normal', 3);

/** The toy network in float64. */
function logitsOf(pixels: readonly number[]): number[] {
  return toyNetwork.layers.reduce(
    (x, { name, output }) => {
      const weights = parameters[`${name}/weights`]!;
      const [, units] = weights.shape as [number, number];
      return Array.from({ length: units }, (_, k) => {
        const sum = x.reduce(
          (total, value, i) => total + value * weights.data[i * units + k]!,
          parameters[`${name}/bias`]!.data[k]!,
        );
        return output ? sum : Math.max(0, sum);
      });
    },
    [...pixels],
  );
}

test.each([
  ['unit', unitPixels, (byte: number) => byte / 255],
  ['standard', { mean: [0.3], std: [0.25] }, (byte: number) => (byte / 255 - 0.3) / 0.25],
] as const)('with %s pixels logits, loss and accuracy are those of a float64 network', async (_name, pixels, see) => {
  const { images, labels } = toyExamples(4, 23);
  const evaluator = await Evaluator.create(toyNetwork, pixels);
  const { logits } = await evaluator.forward(parameters, images, labels);
  let [loss, hits] = [0, 0];
  labels.forEach((label, i) => {
    const row = logitsOf([...images.subarray(i * 16, (i + 1) * 16)].map(see));
    row.forEach((value, k) => expect(logits.data[i * 3 + k]).toBeCloseTo(value, 4));
    loss += Math.log(row.reduce((sum, value) => sum + Math.exp(value - row[label]!), 0));
    hits += row.indexOf(Math.max(...row)) === label ? 1 : 0;
  });
  // The last batch of the evaluation is a short one: 23 = 3 · 7 + 2.
  const result = await evaluator.evaluate(parameters, toyEvaluation(4, 23));
  expect(result.loss).toBeCloseTo(loss / 23, 5);
  expect(result.accuracy).toBe(hits / 23);
  await evaluator.dispose();
});
