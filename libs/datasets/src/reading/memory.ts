import { InputError } from '@tombola/shared';
import { drawsOf, type Augmentation } from '../augment/augmentation';
import { cropFlip } from '../augment/crop-flip';
import type { Images, ImageSet } from '../types';
import type { Reader, Wish } from './reader';

/**
 * Reads a set in memory where it is asked: a batch is made when it is taken, which is a copy of its bytes, a fraction of a
 * millisecond; augmented, 0.8 ms for 128 images of CIFAR (docs/data.md).
 */
export function readHere(set: ImageSet, augmentation?: Augmentation): Reader {
  const fill = fillFromMemory(set, augmentation);
  const size = bytesOf(set);
  const buffers = [new Uint8Array(0), new Uint8Array(0)];
  let turn = 0;
  const buffer = (bytes: number) => {
    turn = 1 - turn;
    if (buffers[turn]!.length < bytes) buffers[turn] = new Uint8Array(bytes);
    return buffers[turn]!.subarray(0, bytes);
  };
  return {
    count: set.count,
    ahead: () => 0,
    begin: (wish) => ({
      take() {
        const images = buffer(wish.examples.length * size);
        fill(wish, images);
        return { images, labels: labelsOf(set, wish) };
      },
      drop() {},
    }),
    close: () => Promise.resolve(),
  };
}

/** Copies the images of wishes out of memory. */
export function fillFromMemory(set: ImageSet, augmentation?: Augmentation): (wish: Wish, target: Uint8Array) => void {
  const { images, shape } = set;
  const size = bytesOf(set);
  if (augmentation === undefined) {
    return ({ examples }, target) =>
      examples.forEach((example, i) => target.set(images.subarray(example * size, (example + 1) * size), i * size));
  }
  if (set.values === 'floats') {
    throw new InputError({
      what: 'points are no images that could be augmented',
      value: augmentation.name,
      expected: 'augmentation none',
    });
  }
  const draws = drawsOf(augmentation);
  return ({ examples, epochs }, target) =>
    examples.forEach((example, i) =>
      cropFlip(images, example * size, shape, draws(example, epochs[i]!), target, i * size),
    );
}

/** Bytes of one image, or of the numbers of one example. */
export function bytesOf(set: Pick<Images, 'shape'> & Pick<ImageSet, 'values'>): number {
  const [channels, height, width] = set.shape;
  return channels * height * width * (set.values === 'floats' ? Float32Array.BYTES_PER_ELEMENT : 1);
}

/** The class numbers of a wish. */
export function labelsOf({ labels }: Pick<Images, 'labels'>, { examples }: Wish): Int32Array {
  return Int32Array.from(examples, (example) => labels[example]!);
}
