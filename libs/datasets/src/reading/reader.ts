/** Raw examples: `images` is batch x channels x height x width bytes, `labels` the batch's class numbers. */
export interface Batch {
  readonly images: Uint8Array;
  readonly labels: Int32Array;
}

/** Which examples make a batch, in their order, and in which epoch each is seen: augmentation draws by both. */
export interface Wish {
  readonly examples: Uint32Array;
  readonly epochs: Uint32Array;
}

/** A batch that was asked for. It is either taken or dropped. */
export interface Pending {
  /**
   * The batch, waiting for it when need be. Its arrays belong to the reader: they hold their contents until the next
   * take but one. Copy what must live longer.
   *
   * @throws {InputError} when an image of it cannot be read.
   */
  take(): Batch;
  drop(): void;
}

/** Makes batches of one set of images. */
export interface Reader {
  /** Examples of the set. */
  readonly count: number;
  /** How many batches of so many examples to ask for before the first of them is taken. */
  ahead(batch: number): number;
  begin(wish: Wish): Pending;
  /** Ends it: nothing may be asked for any more, and what is pending never comes. */
  close(): Promise<void>;
}

/** Writes the images of a wish one after the other into bytes of exactly their size. */
export type Fill = (wish: Wish, target: Uint8Array) => void | Promise<void>;
