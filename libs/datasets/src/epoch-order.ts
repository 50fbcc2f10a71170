import { InputError, randomStream } from '@tombola/shared';
import type { Wish } from './reading/reader';

/** Where a source stands: the next example is number `offset` of epoch `epoch`. Plain JSON. */
export interface BatchPosition {
  readonly epoch: number;
  readonly offset: number;
}

/**
 * The endless order in which a training sees examples: every epoch has each index once, in an order that depends on the
 * seed, the stream and the epoch's number only.
 */
export class EpochOrder {
  private readonly order: Uint32Array;
  /** The epoch whose order is made: orders are made when first needed, so that setting a position costs nothing. */
  private shuffled = -1;
  private epoch = 0;
  private offset = 0;

  constructor(
    private readonly indices: Uint32Array,
    private readonly seed: number,
    private readonly stream: string,
  ) {
    this.order = new Uint32Array(indices.length);
  }

  /** The next examples; they may straddle epochs. */
  take(count: number): Wish {
    const wish = { examples: new Uint32Array(count), epochs: new Uint32Array(count) };
    for (let filled = 0; filled < count;) {
      if (this.shuffled !== this.epoch) this.shuffle();
      const part = this.order.subarray(this.offset, this.offset + count - filled);
      wish.examples.set(part, filled);
      wish.epochs.fill(this.epoch, filled, filled + part.length);
      filled += part.length;
      this.offset += part.length;
      if (this.offset === this.order.length) {
        this.epoch += 1;
        this.offset = 0;
      }
    }
    return wish;
  }

  get position(): BatchPosition {
    return { epoch: this.epoch, offset: this.offset };
  }

  /** @throws {InputError} for a position that does not exist. */
  set position(position: BatchPosition) {
    const { epoch, offset } = position;
    const count = this.indices.length;
    if (!Number.isInteger(epoch) || epoch < 0 || !Number.isInteger(offset) || offset < 0 || offset >= count) {
      throw new InputError({
        what: 'the position of a batch source does not exist',
        value: position,
        expected: `epoch from 0, offset from 0 to ${count - 1}`,
        mend: 'Was the checkpoint made with another split?',
      });
    }
    this.epoch = epoch;
    this.offset = offset;
  }

  private shuffle(): void {
    this.order.set(this.indices);
    randomStream(this.seed, this.stream, this.epoch).shuffle(this.order);
    this.shuffled = this.epoch;
  }
}
