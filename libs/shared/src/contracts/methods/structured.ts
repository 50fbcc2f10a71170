import { z } from 'zod';
import { count, share, shareBelowOne } from '../numbers';

/*
 * Methods that remove channels. Level 0 is the whole network, as the method trains it; a level after it trains a smaller one.
 */

export const shares = z
  .array(shareBelowOne)
  .min(1)
  .max(60)
  .describe('Shares of the channels to remove; level n removes the n-th of them from the network of level 0.')
  .meta({ examples: [[0.5]] });

const oneShare = shareBelowOne.describe('Share of the channels to remove.');

const layers = z
  .array(z.string())
  .min(1)
  .optional()
  .describe('Convolutions to thin; when left out all whose channels are not those of a residual stream.');

/** How the smaller network is trained. */
export const retraining = (by: 'none' | 'fine-tune') => ({
  retrain: z
    .enum(['none', 'fine-tune', 'scratch-e', 'scratch-b'])
    .default(by)
    .describe(
      'none: its inherited weights as they are; fine-tune: they are trained on; scratch-e: new weights, for as many steps as ' +
        'the whole network; scratch-b: new weights, for as many operations (Liu et al. 2019).',
    ),
  fineTuneSteps: count.optional().describe('Steps of fine-tuning; a quarter of the recipe’s when left out.'),
  fineTuneRate: z
    .number()
    .positive()
    .optional()
    .describe('Learning rate of fine-tuning, constant; a hundredth of the recipe’s when left out.'),
  cap: z.number().min(1).optional().describe('Most times as many steps as the recipe’s, for scratch-b.'),
});

const slimmingPenalty = z
  .number()
  .min(0)
  .default(1e-4)
  .describe('Of the magnitudes of the scales of batch norm; the papers have 1e-4, for ResNets and DenseNets 1e-5.');

const slimmingRule = z
  .enum(['threshold', 'count'])
  .default('threshold')
  .describe('threshold: as the authors’ code, one channel more than the share; count: exactly the share, rounded.');

const images = (number: number) =>
  count.default(number).describe('Training images that the layers are looked at with.');
const places = count.default(10).describe('Outputs of the next layer that are looked at, of every image.');
const every = count.optional().describe('Steps between two looks; an epoch when left out.');

export const slimmingSchema = z.strictObject({
  name: z.literal('slimming').describe('Network slimming: channels by the scales of batch norm (Liu et al. 2017).'),
  shares: shares.default([0.7]),
  penalty: slimmingPenalty,
  rule: slimmingRule,
  ...retraining('fine-tune'),
});

export const earlyBirdSchema = z.strictObject({
  name: z
    .literal('early-bird')
    .describe('Early-Bird tickets: channels, as soon as they are settled (You et al. 2020).'),
  share: oneShare.default(0.5),
  penalty: slimmingPenalty,
  rule: slimmingRule,
  queue: z
    .enum(['newest', 'consecutive'])
    .default('newest')
    .describe('newest: the last mask against all in the queue, as the code; consecutive: each against the one before.'),
  queueLength: z.int().min(2).default(5).describe('Masks, or distances, in the queue.'),
  epsilon: share.default(0.1).describe('Greatest mask distance at which a ticket is drawn.'),
  every,
  weights: z
    .enum(['inherited', 'new'])
    .default('inherited')
    .describe('What the ticket starts from: the weights at which it was drawn, or new ones.'),
  schedule: z
    .enum(['continue', 'restart'])
    .optional()
    .describe('From the step at which it was drawn, or from the first; when left out inherited weights continue.'),
  precision: z
    .enum(['full', 'low-search', 'low'])
    .default('full')
    .describe('low-search: block floating point until the ticket is drawn; low: to the end.'),
  bits: z.int().min(2).max(16).default(8).describe('Of a number in low precision.'),
});

export const l1FiltersSchema = z.strictObject({
  name: z.literal('l1-filters').describe('Filters of the smallest L1 norms of their layer (Li et al. 2017).'),
  shares: shares.optional(),
  configuration: z
    .enum(['vgg-16-a', 'resnet-56-a', 'resnet-56-b', 'resnet-110-a', 'resnet-110-b'])
    .optional()
    .describe('What a published configuration leaves of its network, instead of shares.'),
  layers,
  ...retraining('fine-tune'),
});

export const thinetSchema = z.strictObject({
  name: z.literal('thinet').describe('ThiNet: channels that change the next layer least (Luo et al. 2017).'),
  shares: shares.default([0.5]),
  layers,
  images: images(1000),
  places,
  ...retraining('fine-tune'),
});

export const regressionSchema = z.strictObject({
  name: z
    .literal('regression')
    .describe('Regression-based selection: channels by a LASSO, weights by least squares (He et al. 2017).'),
  shares: shares.default([0.5]),
  layers,
  images: images(5000),
  places,
  ...retraining('fine-tune'),
});

export const softFilterPruningSchema = z.strictObject({
  name: z
    .literal('soft-filter-pruning')
    .describe('Soft filter pruning: filters of the smallest L2 norms are zeroed again and again (He et al. 2018).'),
  share: oneShare.default(0.3),
  layers,
  every,
  ...retraining('none'),
});

export const sparseStructureSelectionSchema = z.strictObject({
  name: z
    .literal('sparse-structure-selection')
    .describe('Sparse structure selection: a learned scale a residual block or channel (Huang and Wang 2018).'),
  structures: z.enum(['blocks', 'channels']).default('blocks'),
  penalty: z.number().min(0).default(0.01).describe('Of the magnitudes of the scales.'),
  momentum: shareBelowOne.default(0.9).describe('Of the scales’ accelerated proximal gradient.'),
  share: shareBelowOne
    .optional()
    .describe('Share of the blocks or channels to remove, of the smallest scales; those of scale 0 when left out.'),
  ...retraining('none'),
});

export const structuredMethods = [
  slimmingSchema,
  earlyBirdSchema,
  l1FiltersSchema,
  thinetSchema,
  regressionSchema,
  softFilterPruningSchema,
  sparseStructureSelectionSchema,
] as const;
