import { InputError, randomStream } from '@tombola/shared';
import type { ImageSet } from './types';

/** Raw examples: `images` is batch x channels x height x width bytes, `labels` the batch's class numbers. */
export interface Batch {
  readonly images: Uint8Array;
  readonly labels: Int32Array;
}

/** Where a source stands: the next example is number `offset` of epoch `epoch`. Plain JSON. */
export interface BatchPosition {
  readonly epoch: number;
  readonly offset: number;
}

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
   * The next batch. Its arrays belong to the source, which keeps two pairs: they hold their contents until the next
   * call but one. Copy what must live longer.
   */
  next(): Batch;
  /** Setting a position saved from a source with the same set, indices, seed and stream goes on exactly from there. */
  position: BatchPosition;
}

/**
 * Batches in random order. Every epoch visits every index once, in an order that depends on the seed, the stream and the
 * epoch's number only; a batch may straddle epochs, so every batch is full.
 *
 * @throws {InputError} for no indices, an index outside the set, a batch below 1, or a position that does not exist.
 */
export function batches(
  set: ImageSet,
  indices: Uint32Array,
  { batch, seed = 0, stream = 'order', position: start = { epoch: 0, offset: 0 } }: BatchOptions,
): BatchSource {
  check(set, indices, batch);
  const size = exampleSize(set);
  const buffers = [allocate(batch, size), allocate(batch, size)] as const;
  const order = new Uint32Array(indices.length);
  let shuffled = -1;
  let turn = 0;
  let { epoch, offset } = checked(start, indices.length);

  /** Orders are made when first needed, so that setting a position costs nothing. */
  const shuffle = () => {
    order.set(indices);
    randomStream(seed, stream, epoch).shuffle(order);
    shuffled = epoch;
  };

  return {
    next() {
      const target = buffers[turn]!;
      turn = 1 - turn;
      let filled = 0;
      while (filled < batch) {
        if (shuffled !== epoch) shuffle();
        const take = Math.min(batch - filled, order.length - offset);
        copy(set, size, order, offset, take, target, filled);
        filled += take;
        offset += take;
        if (offset === order.length) {
          epoch += 1;
          offset = 0;
        }
      }
      return target;
    },
    get position() {
      return { epoch, offset };
    },
    set position(to) {
      ({ epoch, offset } = checked(to, indices.length));
    },
  };
}

/**
 * The examples of `indices` in their order, for evaluation; the last batch may be short. The arrays of a batch hold
 * their contents until the next batch but one.
 *
 * @throws {InputError} for no indices, an index outside the set, or a batch below 1.
 */
export function* inOrder(set: ImageSet, indices: Uint32Array, batch: number): Generator<Batch, void, undefined> {
  check(set, indices, batch);
  const size = exampleSize(set);
  const most = Math.min(batch, indices.length);
  const buffers = [allocate(most, size), allocate(most, size)] as const;
  for (let from = 0, turn = 0; from < indices.length; from += batch, turn = 1 - turn) {
    const take = Math.min(batch, indices.length - from);
    const target = buffers[turn]!;
    copy(set, size, indices, from, take, target, 0);
    yield take === most
      ? target
      : { images: target.images.subarray(0, take * size), labels: target.labels.subarray(0, take) };
  }
}

function copy(
  { images, labels }: ImageSet,
  size: number,
  indices: Uint32Array,
  from: number,
  count: number,
  target: Batch,
  at: number,
): void {
  for (let k = 0; k < count; k++) {
    const example = indices[from + k]!;
    target.images.set(images.subarray(example * size, (example + 1) * size), (at + k) * size);
    target.labels[at + k] = labels[example]!;
  }
}

function allocate(batch: number, size: number): Batch {
  return { images: new Uint8Array(batch * size), labels: new Int32Array(batch) };
}

function exampleSize({ shape: [channels, height, width] }: ImageSet): number {
  return channels * height * width;
}

function check(set: ImageSet, indices: Uint32Array, batch: number): void {
  if (!Number.isInteger(batch) || batch < 1) {
    throw new InputError({ what: 'the batch size is wrong', value: batch, expected: 'a whole number from 1' });
  }
  if (indices.length === 0) throw new InputError({ what: 'there are no examples', expected: 'at least one index' });
  const outside = indices.find((index) => index >= set.count);
  if (outside !== undefined) {
    throw new InputError({
      what: 'an index is outside its set',
      value: outside,
      expected: `0 .. ${set.count - 1}`,
    });
  }
}

function checked(position: BatchPosition, count: number): BatchPosition {
  const { epoch, offset } = position;
  if (Number.isInteger(epoch) && epoch >= 0 && Number.isInteger(offset) && offset >= 0 && offset < count) {
    return position;
  }
  throw new InputError({
    what: 'the position of a batch source does not exist',
    value: position,
    expected: `epoch from 0, offset from 0 to ${count - 1}`,
    mend: 'Was the checkpoint made with another split?',
  });
}
