import { z } from 'zod';
import { count, share } from '../numbers';
import { initialiserSchema, rate } from '../training';
import { sparsities } from './sparsities';

const step = z.int().min(0).default(0);

/** What survivors restart from, and where in the schedule. */
const restartSchema = z
  .discriminatedUnion('name', [
    z.strictObject({
      name: z.literal('rewind').describe('Survivors as they were after a step of the dense training.'),
      step: step.describe('That step; the schedule goes on from there. 0: the initial weights.'),
    }),
    z.strictObject({
      name: z
        .literal('learning-rate')
        .describe('Survivors stay trained, the schedule is replayed (Renda, Frankle and Carbin 2020).'),
      step: step.describe('The step that it is replayed from; 0: all of it.'),
    }),
    z.strictObject({
      name: z
        .literal('reinit')
        .describe('Survivors are drawn anew in every round, the schedule begins anew (Alfarra et al. 2022).'),
      initialiser: initialiserSchema.optional().describe('Their distribution; the recipe’s when left out.'),
    }),
    z.strictObject({
      name: z.literal('fine-tune').describe('Survivors stay trained and are trained on at one learning rate.'),
      steps: count.describe('Optimizer steps of every level.').meta({ examples: [1000] }),
      learningRate: rate.optional().describe('The last of the recipe’s schedule when left out.'),
    }),
  ])
  .default({ name: 'rewind', step: 0 })
  .describe('What survivors start from, and where in the schedule.');

const criterionSchema = z
  .enum([
    'large-final',
    'small-final',
    'large-init',
    'small-init',
    'large-init-large-final',
    'small-init-small-final',
    'magnitude-increase',
    'movement',
    'large-final-same-sign',
    'large-final-diff-sign',
    'magnitude-increase-same-sign',
    'magnitude-increase-diff-sign',
    'random',
    'lamp',
  ])
  .default('large-final')
  .describe(
    'Which weights stay: large-final is trained magnitude; the others by Zhou et al. 2019, lamp by Lee et al. 2021.',
  );

export const impSchema = z.strictObject({
  name: z.literal('imp').describe('Iterative magnitude pruning (Frankle and Carbin 2019).'),
  levels: count
    .max(60)
    .describe('Pruning rounds; level 0 is the dense network.')
    .meta({ examples: [15] }),
  rate: share.default(0.2).describe('Share of the remaining weights of a layer that a round removes.'),
  sparsities: sparsities
    .optional()
    .describe('Sparsities of the levels, in place of rates: of each layer, or of all together; as many as levels.'),
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
  criterion: criterionSchema,
  minKeep: z.int().min(0).default(0).describe('Weights that every layer keeps at least.'),
  restart: restartSchema,
  strategy: z
    .literal([1, 2])
    .default(1)
    .describe('1: survivors restart in every round; 2: rounds train on, and only what is measured restarts.'),
  survivors: z
    .enum(['rewind', 'reinit', 'reshuffle', 'constant'])
    .default('rewind')
    .describe(
      'What a restart sets survivors to: the weights themselves, new draws, each other’s weights within the layer, or the ' +
        'deviation of the layer’s initial weights.',
    ),
  signs: z
    .enum(['same', 'random'])
    .default('same')
    .describe('Whether survivors that get another magnitude keep the signs of their weights.'),
  pruned: z
    .enum(['zero', 'freeze-init', 'freeze-init-zero-mask', 'freeze-init-zero-all', 'freeze-init-zero-mask-reversed'])
    .default('zero')
    .describe(
      'What pruned weights are: 0; their initial values; 0 where training had made them smaller, else their initial values; ' +
        'the same, and survivors that had become smaller start at 0; the reverse, as a control.',
    ),
});
