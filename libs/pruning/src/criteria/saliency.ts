import type { RunOptions } from '@tombola/engine';
import type { BatchSource, Network, Parameters, Pixels } from '@tombola/nn';
import type { Masks } from '../masks';
import type { Scores } from './scores';

/** What a saliency looks at. */
export interface Subnetwork {
  /** Parameters and statistics; pruned weights have their values too. */
  readonly parameters: Parameters;
  /** The weights that the network computes with. */
  readonly masks: Masks;
}

/** Examples: raw bytes and class numbers. */
export type Batch = ReturnType<BatchSource['next']>;

/** A criterion that has to run the network: compiled once, asked as often as wanted. */
export interface Saliency {
  /**
   * Scores of all weights, pruned ones included; the lowest are pruned first.
   *
   * @param batches at least one unless the criterion is data-free, each of the size that was compiled
   */
  scores(subnetwork: Subnetwork, batches: readonly Batch[]): Promise<Scores>;
  dispose(): Promise<void>;
}

export interface SaliencyOptions {
  readonly network: Network;
  readonly pixels: Pixels;
  /** Examples of a batch. */
  readonly batch: number;
  readonly labelSmoothing?: number;
  readonly run?: Pick<RunOptions, 'provider' | 'threads'>;
}
