import { z } from 'zod';
import { count, share } from '../numbers';

export const impSchema = z.strictObject({
  name: z.literal('imp').describe('Iterative magnitude pruning (Frankle and Carbin 2019).'),
  levels: count.max(60).describe('Pruning rounds; level 0 is the dense network.'),
  rate: share.default(0.2).describe('Share of the remaining weights of a layer that a round removes.'),
  outputRate: share.optional().describe('The same for the output layer; half of rate when left out.'),
  convRate: share.optional().describe('The same for convolutions; rate when left out.'),
  scope: z
    .enum(['layer', 'global'])
    .default('layer')
    .describe('Where weights compete: within a layer, or in all of them together, by rate alone.'),
  layers: z.enum(['all', 'conv']).default('all').describe('Which are pruned; conv: convolutions only.'),
  mode: z
    .enum(['iterative', 'one-shot'])
    .default('iterative')
    .describe('iterative: each round prunes the ticket before; one-shot: each level prunes the dense network.'),
});
