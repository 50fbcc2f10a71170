import type { BatchSource } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { Batch } from './saliency';

/**
 * The next examples of a source in batches of another size; what is left of its last batch is left out.
 *
 * @param size examples of a batch
 */
export function drawBatches(source: BatchSource, size: number, count: number): Batch[] {
  const examples: Example[] = [];
  while (examples.length < size * count) examples.push(...examplesOf(source.next()));
  return Array.from({ length: count }, (_, i) => batchOf(examples.slice(i * size, (i + 1) * size)));
}

/**
 * The first examples of each class that a source brings, in chunks that have as many of every class.
 *
 * @param perClass how many of each class
 * @param chunks divides `perClass`
 * @throws {InputError} when it does not, and when a class is too rare to be found.
 */
export function drawBalanced(source: BatchSource, classes: number, perClass: number, chunks: number): Batch[] {
  checkChunks(perClass, chunks);
  const found: Example[][] = Array.from({ length: classes }, () => []);
  let missing = classes * perClass;
  for (let seen = 0; missing > 0 && seen < MOST_SEEN * classes * perClass;) {
    for (const example of examplesOf(source.next())) {
      seen += 1;
      const those = found[example.label]!;
      if (those.length === perClass) continue;
      those.push(example);
      missing -= 1;
    }
  }
  const rare = found.findIndex((examples) => examples.length < perClass);
  if (rare >= 0) {
    throw new InputError({
      what: `class ${rare} has too few training examples to score weights on`,
      value: found[rare]!.length,
      expected: `${perClass}`,
      mend: 'Ask for fewer of each class.',
    });
  }
  const part = perClass / chunks;
  return Array.from({ length: chunks }, (_, i) =>
    batchOf(found.flatMap((examples) => examples.slice(i * part, (i + 1) * part))),
  );
}

/** @throws {InputError} when `chunks` does not divide the examples of a class. */
export function checkChunks(perClass: number, chunks: number): void {
  if (perClass % chunks !== 0) {
    throw new InputError({
      what: 'examples cannot be cut into so many chunks',
      value: chunks,
      expected: `a divisor of the ${perClass} examples of each class`,
    });
  }
}

/** Times as many examples as are wanted, after which a class counts as not there. */
const MOST_SEEN = 1000;

interface Example {
  readonly image: Uint8Array;
  readonly label: number;
}

/** Copies: a source's next batch may lie where this one does. */
function examplesOf({ images, labels }: Batch): Example[] {
  const size = images.length / labels.length;
  return Array.from(labels, (label, i) => ({ image: images.slice(i * size, (i + 1) * size), label }));
}

function batchOf(examples: readonly Example[]): Batch {
  const size = examples[0]!.image.length;
  const images = new Uint8Array(size * examples.length);
  examples.forEach(({ image }, i) => images.set(image, i * size));
  return { images, labels: Int32Array.from(examples, ({ label }) => label) };
}
