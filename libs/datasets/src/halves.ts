import { randomStream } from '@tombola/shared';
import type { ImageSet } from './types';

/**
 * Half of a training set with the same share of every class, as Morcos et al. (NeurIPS 2019) cut CIFAR-10 into 10a and 10b
 * of 2,500 images a class. Which images are in which half is drawn once, by no seed of a recipe: all recipes share the cut.
 * The paper does not say its own.
 *
 * @param half of an odd count, `b` has the one more
 */
export function halfOf(set: ImageSet, half: 'a' | 'b'): ImageSet {
  const indices: number[] = [];
  for (let label = 0; label < set.classes; label++) {
    const own = [...set.labels.keys()].filter((i) => set.labels[i] === label);
    const drawn = randomStream(0, 'halves', label).shuffle(own);
    const middle = Math.floor(drawn.length / 2);
    indices.push(...(half === 'a' ? drawn.slice(0, middle) : drawn.slice(middle)));
  }
  indices.sort((a, b) => a - b);
  const size = set.images.length / set.count;
  const images = new Uint8Array(indices.length * size);
  indices.forEach((from, to) => images.set(set.images.subarray(from * size, (from + 1) * size), to * size));
  return { ...set, images, labels: Uint8Array.from(indices, (i) => set.labels[i]!), count: indices.length };
}
