import { sizeOf, tensor, type OnnxSession, type Tensor } from '@tombola/engine';
import { bytesPerValue, examplesTensor, type Evaluator, type Parameters, type Pixels } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { check, type Check } from './report';

/** How the trainer computes logits. */
export interface Reference {
  readonly evaluator: Evaluator;
  readonly parameters: Parameters;
}

/** The two sides of a comparison, summed over examples. */
export interface Comparison {
  examples: number;
  maxAbsDifference: number;
  /** Largest |logit| of the trainer: float32 rounds in proportion to it. */
  largestLogit: number;
  agreeing: number;
  /** Right answers of the file and of the trainer. */
  hits: number;
  referenceHits: number;
}

type Batch = { readonly images: Uint8Array; readonly labels: Int32Array };

/**
 * Runs the file and the trainer's forward pass on the same examples.
 *
 * @throws what onnxruntime throws when it cannot run the file on them.
 */
export async function compare(
  session: OnnxSession,
  imageShape: readonly number[],
  { evaluator, parameters }: Reference,
  batches: Iterable<Batch>,
): Promise<Comparison> {
  const sum: Comparison = { examples: 0, maxAbsDifference: 0, largestLogit: 0, agreeing: 0, hits: 0, referenceHits: 0 };
  for (const { images, labels } of batches) {
    const input = inputOf(images, [labels.length, ...imageShape], evaluator.pixels);
    const ours = (await session.run({ input })).logits!;
    const theirs = (await evaluator.forward(parameters, images, labels)).logits;
    if (ours.shape.join() !== theirs.shape.join()) {
      throw new InputError({
        what: 'the logits have the wrong shape',
        value: ours.shape,
        expected: `[${theirs.shape.join(', ')}]`,
      });
    }
    for (let i = 0; i < ours.data.length; i++) {
      const difference = Math.abs(ours.data[i]! - theirs.data[i]!);
      sum.maxAbsDifference = Math.max(sum.maxAbsDifference, Number.isNaN(difference) ? Infinity : difference);
      sum.largestLogit = Math.max(sum.largestLogit, Math.abs(theirs.data[i]!));
    }
    const classes = theirs.shape[1]!;
    labels.forEach((label, k) => {
      const [a, b] = [argMax(ours.data, k * classes, classes), argMax(theirs.data, k * classes, classes)];
      if (a === b) sum.agreeing += 1;
      if (a === label) sum.hits += 1;
      if (b === label) sum.referenceHits += 1;
    });
    sum.examples += labels.length;
  }
  return sum;
}

/** Examples as a file takes them: pixels in [0, 1], or numbers as they are. */
function inputOf(images: Uint8Array, shape: readonly number[], pixels: Pixels): Tensor<'float32'> {
  if (pixels.values === 'floats') return examplesTensor(images, shape, pixels) as Tensor<'float32'>;
  return tensor(
    Float32Array.from(images, (byte) => byte / 255),
    shape,
  );
}

/** The checks of a comparison; accuracy only where the labels mean something. */
export function parityChecks(sum: Comparison, tolerance: number, labelled: boolean): Check[] {
  const { examples, maxAbsDifference: difference, largestLogit, agreeing, hits, referenceHits } = sum;
  const of = `logits of up to ${Number(largestLogit.toPrecision(3))}`;
  const far = difference <= tolerance ? [] : [`${of} differ by up to ${difference}, more than ${tolerance}`];
  const disagree = agreeing === examples ? [] : [`${examples - agreeing} of ${examples} answers differ`];
  const checks = [
    check('parity', far, `${of}, of ${examples} examples, differ by at most ${difference}`),
    check('argmax', disagree, `all ${examples} answers are the same`),
  ];
  if (!labelled) return checks;
  const [ours, theirs] = [hits / examples, referenceHits / examples];
  const other = hits === referenceHits ? [] : [`accuracy is ${ours} in onnxruntime and ${theirs} in training`];
  return [...checks, check('accuracy', other, `accuracy is ${ours} on both sides`)];
}

/**
 * Runs the first examples one at a time and in an odd batch: the batch dimension is as open as the file says.
 *
 * @returns what is wrong, in words.
 */
export async function batchComplaints(
  session: OnnxSession,
  imageShape: readonly number[],
  reference: Reference,
  first: Batch,
  tolerance: number,
): Promise<string[]> {
  const complaints: string[] = [];
  const size = sizeOf(imageShape) * bytesPerValue(reference.evaluator.pixels);
  for (const batch of new Set([1, Math.min(7, first.labels.length)])) {
    const part = { images: first.images.subarray(0, batch * size), labels: first.labels.subarray(0, batch) };
    try {
      const sum = await compare(session, imageShape, reference, [part]);
      const { maxAbsDifference } = sum;
      if (!(maxAbsDifference <= tolerance))
        complaints.push(`logits of a batch of ${batch} differ by ${maxAbsDifference}`);
    } catch (error) {
      complaints.push(`a batch of ${batch} cannot run: ${(error as Error).message}`);
    }
  }
  return complaints;
}

/** The first index of the largest of `count` numbers; -1 where all are NaN. */
function argMax(data: ArrayLike<number>, from: number, count: number): number {
  let best = -1;
  for (let k = 0; k < count; k++) {
    if (best < 0 ? !Number.isNaN(data[from + k]!) : data[from + k]! > data[from + best]!) best = k;
  }
  return best;
}
