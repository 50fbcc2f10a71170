import type { NetworkStructure, Parameters } from '@tombola/nn';
import { joined, keepLargest, scalesDiffer, scalesOf, slimmableNorms, type SlimmingRule } from '../structured/slimming';
import { enqueueMask, type MaskQueue, type QueueOptions } from './mask-queue';

export interface ObserveOptions extends QueueOptions {
  /** Share of all channels that the ticket drops, from 0 to less than 1. */
  readonly share: number;
  /** How many channels that is: `threshold` is the reference rule. */
  readonly channels: SlimmingRule;
}

/**
 * The queue after a look at a network in training: at the mask that network slimming would choose now (You et al., Drawing
 * Early-Bird Tickets, ICLR 2020, section 3.3).
 *
 * As long as scales are equal, as all are before the first step, there is no mask, and the queue stays as it is. The authors'
 * code takes an empty mask then, which is too far from any other to be drawn with, so that tickets come at the same time.
 *
 * @param state parameters by name; only scales of batch norm are read
 */
export function observeNetwork(
  queue: MaskQueue,
  network: NetworkStructure,
  state: Parameters,
  options: ObserveOptions,
): { readonly queue: MaskQueue; readonly drawn: boolean } {
  const { share, channels } = options;
  const scales = joined(scalesOf(network, state, slimmableNorms(network)));
  if (!scalesDiffer(scales, share)) return { queue, drawn: false };
  return enqueueMask(queue, keepLargest(scales, share, channels), options);
}
