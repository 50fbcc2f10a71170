import { InputError } from '@tombola/shared';
import { maskDistance } from './mask-distance';

/**
 * What a queue compares, both of which fill its `length`:
 *
 * - `newest`, as the authors' code: the newest mask with each of the `length` - 1 before it. The ticket is drawn when none of
 *   these distances is greater than epsilon, at the earliest at the 5th mask of a queue of 5.
 * - `consecutive`, as the paper (section 3.3 and algorithm 1): each mask with the one before. The ticket is drawn when the
 *   greatest of the last `length` distances is less than epsilon, at the earliest at the 6th mask of a queue of 5.
 */
export type QueueRule = 'newest' | 'consecutive';

export interface QueueOptions {
  readonly rule: QueueRule;
  /** Masks, or distances, that the queue holds; the paper and the code have 5. */
  readonly length: number;
  /** The paper and the code have 0.1. */
  readonly epsilon: number;
}

/** What has been seen of the masks so far: a value that goes into checkpoints as JSON. */
export interface MaskQueue {
  /** The masks that the next one is compared with, oldest first: a character 0 or 1 a channel. */
  readonly masks: readonly string[];
  /** The distances that the last mask was judged by, oldest first. */
  readonly distances: readonly number[];
}

export const EMPTY_QUEUE: MaskQueue = { masks: [], distances: [] };

/**
 * The queue after one more mask, and whether the ticket is drawn with it (You et al., Drawing Early-Bird Tickets, ICLR
 * 2020).
 *
 * @param mask of the whole network, one byte a channel, 0 or 1
 * @throws {InputError} when there are no such queues, or the mask is of another network than those before.
 */
export function enqueueMask(
  queue: MaskQueue,
  mask: Uint8Array,
  { rule, length, epsilon }: QueueOptions,
): { readonly queue: MaskQueue; readonly drawn: boolean } {
  if (!Number.isInteger(length) || length < 2) {
    throw new InputError({ what: 'no queue of masks has this length', value: length, expected: 'an integer from 2' });
  }
  const text = mask.join('');
  const distances = queue.masks.map((before) => maskDistance(Uint8Array.from(before, Number), mask));
  if (rule === 'newest') {
    const masks = [...queue.masks, text].slice(-length);
    const others = distances.slice(-(length - 1));
    const drawn = masks.length === length && others.every((distance) => distance <= epsilon);
    return { queue: { masks, distances: others }, drawn };
  }
  const last = [...queue.distances, ...distances].slice(-length);
  const drawn = last.length === length && last.every((distance) => distance < epsilon);
  return { queue: { masks: [text], distances: last }, drawn };
}
