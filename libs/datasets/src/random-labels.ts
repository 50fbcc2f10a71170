import { randomStream } from '@tombola/shared';
import type { Images } from './types';

/**
 * A set whose labels say nothing of its images: each is drawn evenly from all classes (Zhang et al., Understanding Deep
 * Learning Requires Rethinking Generalization, ICLR 2017, section 2). They are drawn once, by no seed of a recipe, so that
 * whoever trains on them has to remember the same.
 */
export function withRandomLabels<S extends Images>(set: S): S {
  const stream = randomStream(0, 'random-labels');
  return { ...set, labels: set.labels.map(() => stream.integer(set.classes)) };
}
