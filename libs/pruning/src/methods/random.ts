import { random } from '../criteria/random';
import type { Masks } from '../masks';
import { pruneAtInit } from './at-init';
import type { Method } from './method';

/**
 * Random pruning before training: the baseline of every criterion, in each layer as many weights as the distribution says.
 * With smart ratio these are the random tickets of Su et al. (NeurIPS 2020).
 */
export const randomPruning: Method<'random'> = {
  async plan(context) {
    const { seed, initial } = context;
    const sizeOf = ([name, { data }]: [string, Masks[string]]) => [name, data.length] as const;
    const score = (masks: Masks) => random(Object.fromEntries(Object.entries(masks).map(sizeOf)), seed);
    return { ...(await pruneAtInit(context, score)), parameters: initial() };
  },
};
