import { InputError } from '@tombola/shared';
import { EpochOrder, type BatchPosition } from './epoch-order';
import type { Batch, Pending, Reader } from './reading/reader';

export interface BatchOptions {
  /** Examples a batch, at least 1. May exceed the number of indices. */
  readonly batch: number;
  /** Seed of the orders. Default 0. */
  readonly seed?: number;
  /** A name for the orders beside the seed, for sources that must not share them. Default `order`. */
  readonly stream?: string;
  /** Where to start. Default: the beginning. */
  readonly position?: BatchPosition;
}

/** An endless source of training batches. */
export interface BatchSource {
  /**
   * The next batch. Its arrays hold their contents until the next call but one. Copy what must live longer.
   *
   * @throws {InputError} when an image of it cannot be read.
   */
  next(): Batch;
  /**
   * That of the batches that were taken, however many are asked for ahead. Setting a position saved from a source with
   * the same set, indices, seed and stream goes on exactly from there.
   */
  position: BatchPosition;
}

/**
 * Batches in random order, see {@link EpochOrder}; every batch is full. As many as the reader likes are asked for ahead.
 *
 * @throws {InputError} for no indices, an index outside the set, a batch below 1, or a position that does not exist.
 */
export function batches(
  reader: Reader,
  indices: Uint32Array,
  { batch, seed = 0, stream = 'order', position: start = { epoch: 0, offset: 0 } }: BatchOptions,
): BatchSource {
  check(reader, indices, batch);
  const order = new EpochOrder(indices, seed, stream);
  order.position = start;
  let taken = start;
  let waiting: { readonly pending: Pending; readonly after: BatchPosition }[] = [];
  return {
    next() {
      const ahead = reader.ahead(batch);
      do waiting.push({ pending: reader.begin(order.take(batch)), after: order.position });
      while (waiting.length <= ahead);
      const { pending, after } = waiting.shift()!;
      const made = pending.take();
      taken = after;
      return made;
    },
    get position() {
      return taken;
    },
    set position(to) {
      order.position = to;
      taken = to;
      for (const { pending } of waiting) pending.drop();
      waiting = [];
    },
  };
}

/**
 * The examples of `indices` in their order, for evaluation; the last batch may be short. The arrays of a batch hold
 * their contents until the next batch but one.
 *
 * @throws {InputError} for no indices, an index outside the set, or a batch below 1, and when an image cannot be read.
 */
export function* inOrder(reader: Reader, indices: Uint32Array, batch: number): Generator<Batch, void, undefined> {
  check(reader, indices, batch);
  const ahead = reader.ahead(batch);
  const waiting: Pending[] = [];
  try {
    for (let from = 0; from < indices.length || waiting.length > 0;) {
      while (from < indices.length && waiting.length <= ahead) {
        const examples = indices.slice(from, from + batch);
        waiting.push(reader.begin({ examples, epochs: new Uint32Array(examples.length) }));
        from += batch;
      }
      yield waiting.shift()!.take();
    }
  } finally {
    for (const pending of waiting) pending.drop();
  }
}

function check({ count }: Reader, indices: Uint32Array, batch: number): void {
  if (!Number.isInteger(batch) || batch < 1) {
    throw new InputError({ what: 'the batch size is wrong', value: batch, expected: 'a whole number from 1' });
  }
  if (indices.length === 0) throw new InputError({ what: 'there are no examples', expected: 'at least one index' });
  const outside = indices.find((index) => index >= count);
  if (outside !== undefined) {
    throw new InputError({ what: 'an index is outside its set', value: outside, expected: `0 .. ${count - 1}` });
  }
}
