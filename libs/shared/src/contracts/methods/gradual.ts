import { z } from 'zod';
import { count, share, shareBelowOne } from '../numbers';
import { sparsities } from './sparsities';

const positive = z.number().positive();

/** What every method that follows a schedule of sparsity is told. */
const schedule = {
  sparsities,
  begin: share.default(0.3).describe('Share of the steps after which pruning begins.'),
  end: share.default(0.8).describe('Share of the steps after which the last weights are pruned.'),
  every: count.default(100).describe('Steps between two updates of the masks.'),
  initial: shareBelowOne.default(0).describe('Sparsity of the first update.'),
  exponent: positive.default(3).describe('How fast it falls off towards the end; 3 is cubic, 1 a straight line.'),
  outputCap: share.default(1).describe('Most of the output layer that is pruned; the other layers make up for it.'),
  denseFirst: z.boolean().default(false).describe('Whether the first layer stays dense; the others make up for it.'),
};

/** What every method whose sparsity follows from a penalty is told of its end. */
const ending = {
  sparsities,
  finish: z
    .enum(['rank', 'threshold'])
    .default('rank')
    .describe('rank: exactly the sparsity that was asked for; threshold: whatever the paper’s threshold leaves.'),
};

const penalty = {
  ...ending,
  warmupBegin: share.default(0).describe('Share of the steps before which the penalty weighs nothing.'),
  warmupEnd: share.default(0.4).describe('Share of the steps from which it weighs all; it rises in a straight line.'),
};

/** Networks that become sparse while they train, as compared in The State of Sparsity (Gale et al. 2019) and since. */
export const gradualMethods = [
  z.strictObject({
    name: z.literal('gmp').describe('Gradual magnitude pruning (Zhu and Gupta 2017).'),
    ...schedule,
    scope: z.enum(['layer', 'global']).default('layer').describe('Where weights compete.'),
    minKeep: z.int().min(0).default(0).describe('The least weights that a layer keeps, where they compete globally.'),
    returning: z
      .boolean()
      .default(false)
      .describe('Whether pruned weights keep their values and may come back, as in TensorFlow’s pruning.'),
  }),
  z.strictObject({
    name: z.literal('random-gradual').describe('Random weights pruned by the schedule of gradual magnitude pruning.'),
    ...schedule,
  }),
  z.strictObject({
    name: z.literal('variational-dropout').describe('Sparse variational dropout (Molchanov et al. 2017).'),
    ...penalty,
    weight: positive
      .optional()
      .describe('Times the divergence over the training examples, 1 in the paper; S / (20 (1 - S)) when left out.'),
    logVariance: z.number().default(-10).describe('Logarithm of the variance of every weight at the start.'),
    threshold: z.number().default(3).describe('Logarithm of alpha from which the paper prunes a weight.'),
  }),
  z.strictObject({
    name: z.literal('l0').describe('L0 regularisation by hard concrete gates, one a weight (Louizos et al. 2018).'),
    ...penalty,
    weight: positive
      .optional()
      .describe('Times the expected open gates over the training examples; S / (2 (1 - S)) when left out.'),
    dropRate: z.number().gt(0).lt(1).default(0.5).describe('Probability that a gate is closed at the start.'),
  }),
  z.strictObject({
    name: z.literal('str').describe('Soft threshold reparameterisation (Kusupati et al. 2020).'),
    ...ending,
    decay: positive
      .optional()
      .describe('Weight decay of the thresholds, before their sigmoid; (S / (25 (1 - S)))^2 when left out.'),
    start: z.number().default(-6).describe('The thresholds at the start, before their sigmoid.'),
  }),
  z.strictObject({
    name: z.literal('ac-dc').describe('Alternating compressed and decompressed training (Peste et al. 2021).'),
    sparsities,
    scope: z.enum(['global', 'layer']).default('global').describe('Where weights compete.'),
    warmup: share.default(0.1).describe('Share of the steps that are dense at first.'),
    phase: z.number().gt(0).max(1).default(0.05).describe('Share of the steps of every phase in between.'),
    lastDense: share.default(0.1).describe('Share of the steps of the last dense phase.'),
    lastSparse: z.number().gt(0).max(1).default(0.15).describe('Share of the steps of the last sparse phase.'),
  }),
  z.strictObject({
    name: z.literal('n-m').describe('N of every M inputs, trained by SR-STE (Zhou et al. 2021).'),
    sparsities,
    m: z.int().min(2).max(1024).default(4).describe('Inputs of a group; N is M times the density, a whole number.'),
    decay: z.number().min(0).default(0.0002).describe('Times the pruned weights, added to their gradients.'),
    every: count.default(20).describe('Steps between two selections; 1 is the paper’s, and takes much longer.'),
  }),
] as const;
