import type { Feeds, Results, Signature } from './record';

/** A program that is ready to run many times. */
export interface Program<S extends Signature, O> {
  /** What runs it: `onnxruntime cpu`, `tensorflow.js cpu`. */
  readonly engine: string;
  /**
   * One run. Results are new tensors: hand them to the next run as they are.
   *
   * @throws {InputError} naming the input whose dtype or shape is not the signature's.
   */
  run(inputs: Feeds<S>): Promise<Results<O>>;
  /** Frees what the program holds; it cannot run any more. */
  dispose(): Promise<void>;
}
