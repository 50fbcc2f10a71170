import { z } from 'zod';
import { count } from '../numbers';
import { sparsities } from './sparsities';

const rescaling = z
  .boolean()
  .default(false)
  .describe('Dynamic weight rescaling: what a layer keeps, times its size over how many weights it keeps.');

/** Masks that are learned over weights that are not. */
export const supermaskMethods = [
  z.strictObject({
    name: z
      .literal('learned-supermask')
      .describe('A mask learned over untrained weights, a Bernoulli draw a weight (Zhou et al. 2019).'),
    sparsities,
    weights: z
      .enum(['init', 'signed-constant'])
      .default('init')
      .describe('The weights: as drawn, or the deviation of their layer’s distribution with the signs drawn.'),
    rescaling,
  }),
  z.strictObject({
    name: z
      .literal('edge-popup')
      .describe('A mask of the highest learned scores over untrained weights (Ramanujan et al. 2020).'),
    sparsities,
    weights: z
      .enum(['init', 'signed-constant'])
      .default('signed-constant')
      .describe('The weights: as drawn, or the deviation of their layer’s distribution with the signs drawn.'),
    scaled: z
      .boolean()
      .default(true)
      .describe('Weights over the root of the density, which keeps the variance of what a layer computes.'),
    every: count
      .default(100)
      .describe('Steps from one ranking of the scores to the next; between them their threshold stays.'),
  }),
] as const;
