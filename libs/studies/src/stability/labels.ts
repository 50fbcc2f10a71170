import type { Evaluator, Examples, Parameters } from '@tombola/nn';

/** The class that a network gives each example, the first of equals. */
export async function labelsOf(evaluator: Evaluator, parameters: Parameters, examples: Examples): Promise<Int32Array> {
  const chosen: number[] = [];
  for (const { images, labels } of examples()) {
    const { logits } = await evaluator.forward(parameters, images, labels);
    for (let i = 0; i < labels.length; i++) chosen.push(highest(logits.data, i, logits.shape[1]!));
  }
  return Int32Array.from(chosen);
}

/** Where a row of logits is highest. */
function highest(logits: ArrayLike<number>, row: number, classes: number): number {
  let best = 0;
  for (let k = 1; k < classes; k++) if (logits[row * classes + k]! > logits[row * classes + best]!) best = k;
  return best;
}
