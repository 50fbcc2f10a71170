import { z } from 'zod';
import { count, shareBelowOne } from '../numbers';
import { sparsities } from './sparsities';

const inverted = z
  .boolean()
  .default(false)
  .describe('Score inversion, a control: what the criterion would keep longest goes first (Frankle et al. 2021).');

/** What every method that prunes before training is told of where weights compete. */
const competing = (scope: 'global' | 'layer') => ({
  sparsities,
  scope: z
    .enum(['global', 'layer'])
    .default(scope)
    .describe('Where weights compete: in the whole network, or within layers as the distribution says.'),
  distribution: z
    .enum(['uniform', 'er', 'erk', 'smart-ratio'])
    .default('uniform')
    .describe('How the sparsity is spread over layers, where weights compete within them.'),
  minKeep: z
    .int()
    .min(0)
    .default(0)
    .describe('The least weights that any layer keeps; 0 lets layers collapse at high sparsity.'),
});

const examples = count.default(100).describe('Training examples of a batch that weights are scored on.');
const batches = (of: string) => count.default(1).describe(`Batches that the scores ${of} are averaged over.`);

export const snipSchema = z.strictObject({
  name: z.literal('snip').describe('SNIP: connection sensitivity before training (Lee et al. 2019).'),
  ...competing('global'),
  init: z
    .enum(['same', 'fresh'])
    .default('same')
    .describe('Whether the weights that are scored are those that are trained, or another draw of their own.'),
  examples,
  batches: batches('of one network'),
  inverted,
});

export const graspSchema = z.strictObject({
  name: z.literal('grasp').describe('GraSP: preserves the gradient flow (Wang et al. 2020).'),
  ...competing('global'),
  samplesPerClass: count.default(10).describe('Training examples of each class that weights are scored on.'),
  chunks: count
    .default(1)
    .describe('Equal parts that these are run in, each with as many of every class; divides samplesPerClass.'),
  temperature: z.number().positive().default(200).describe('Divides the logits while weights are scored.'),
  inverted,
});

export const synflowSchema = z.strictObject({
  name: z.literal('synflow').describe('SynFlow: synaptic flow, without data, in rounds (Tanaka et al. 2020).'),
  ...competing('global'),
  rounds: count.max(1000).default(100).describe('Rounds by equal ratios; 1 lets layers collapse.'),
  inverted,
});

export const forceSchema = z.strictObject({
  name: z.literal('force').describe('FORCE, and iterative SNIP: SNIP in rounds (de Jorge et al. 2021).'),
  ...competing('global'),
  rounds: count.max(1000).default(60).describe('Rounds by equal ratios; 1 is SNIP. The paper has 60 to 300.'),
  pruned: z
    .enum(['return', 'stay'])
    .default('return')
    .describe('return: pruned weights compete again in every round (FORCE); stay: they do not (iterative SNIP).'),
  examples,
  batches: batches('of one round'),
  inverted,
});

export const prosprSchema = z.strictObject({
  name: z.literal('prospr').describe('ProsPr: SNIP through the first steps of training (Alizadeh et al. 2022).'),
  ...competing('global'),
  steps: count.max(20).default(3).describe('Steps of gradient descent that a weight’s effect is followed through.'),
  learningRate: z.number().positive().default(0.1).describe('Learning rate of these steps.'),
  momentum: shareBelowOne.default(0).describe('Momentum of these steps.'),
  order: z
    .enum(['full', 'first'])
    .default('full')
    .describe('full: gradients go through the steps; first: they are taken after them only.'),
  newExamples: z.boolean().default(true).describe('Whether every step has examples of its own.'),
  examples: count.default(128).describe('Training examples of a step.'),
  inverted,
});

export const randomSchema = z.strictObject({
  name: z.literal('random').describe('Random weights, in each layer as many as its share.'),
  ...competing('layer'),
});

export const magnitudeAtInitSchema = z.strictObject({
  name: z.literal('magnitude-at-init').describe('The smallest initial weights, before training.'),
  ...competing('global'),
  inverted,
});

/** Methods that prune before training; level n trains the n-th sparsity by itself. */
export const atInitMethods = [
  snipSchema,
  graspSchema,
  synflowSchema,
  forceSchema,
  prosprSchema,
  randomSchema,
  magnitudeAtInitSchema,
] as const;
