import { philox, randomStream, RandomStream } from '@tombola/shared';

/**
 * Training images are cut out and mirrored at random, differently every time they are seen. Plain data.
 */
export interface Augmentation {
  readonly name: 'crop-flip';
  readonly seed: number;
  /** A name for the draws beside the seed, for trainings that must not share them. */
  readonly stream: string;
}

/** The draws of an example in an epoch, from the first. */
export type Draws = (example: number, epoch: number) => RandomStream;

/**
 * A random stream for every example in every epoch. It depends on nothing but seed, stream, example and epoch: neither on
 * the examples that were seen before, nor on who reads them in which order.
 */
export function drawsOf({ seed, stream }: Augmentation): Draws {
  const seeded = randomStream(seed, stream, 'augmentation');
  const key = [seeded.uint32(), seeded.uint32()] as const;
  return (example, epoch) => {
    const [a, b, c, d] = philox([example, epoch, 0, 0], key);
    // Not all four words may be zero.
    return new RandomStream({ words: [a, b, c, d | 1] });
  };
}
