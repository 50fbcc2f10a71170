import { z } from 'zod';
import { count } from '../numbers';
import { rate } from '../training';
import { sparsities } from './sparsities';
import { retraining, shares } from './structured';

/*
 * Tropical pruning, what it is compared with, and its neighbours. Level 0 is the dense training; level n prunes that network.
 */

/** How what is left is trained. */
const tuning = {
  retrain: z
    .enum(['none', 'biases', 'all'])
    .default('none')
    .describe(
      'none: the trained weights that are left, as they are; biases: these alone are trained on; all: everything.',
    ),
  fineTuneSteps: count.optional().describe('Steps of that; a quarter of the recipe’s when left out.'),
  fineTuneRate: rate.optional().describe('Its learning rate, constant; a hundredth of the recipe’s when left out.'),
};

const pruned = sparsities
  .describe('Shares of the weights of each pruned layer to remove; level n removes the n-th.')
  .meta({ examples: [[0.5]] });

export const tropicalSchema = z.strictObject({
  name: z
    .literal('tropical')
    .describe('Tropical pruning of a classifier’s dense layers, by what their generators lose (Alfarra et al. 2022).'),
  sparsities: pruned,
  unit: z
    .enum(['neurons', 'weights'])
    .default('neurons')
    .describe('neurons: hidden units go as a whole, as in the paper; weights: one by one, a variant of ours.'),
  sweeps: count.max(100).default(1).describe('Rounds of the alternating updates.'),
  ...tuning,
});

const layers = z
  .enum(['all', 'dense'])
  .default('all')
  .describe('Layers to prune: convolutions too, or only dense ones, which are the classifier’s.');

export const classBlindSchema = z.strictObject({
  name: z.literal('class-blind').describe('The smallest weights of each layer (See et al. 2016).'),
  sparsities: pruned,
  layers,
  ...tuning,
});

export const classUniformSchema = z.strictObject({
  name: z
    .literal('class-uniform')
    .describe('The smallest weights of each unit, of every unit as many (See et al. 2016).'),
  sparsities: pruned,
  layers,
  ...tuning,
});

export const classDistributionSchema = z.strictObject({
  name: z
    .literal('class-distribution')
    .describe('The weights smallest beside the standard deviation of their unit’s (See et al. 2016).'),
  sparsities: pruned,
  layers,
  ...tuning,
});

const hidden = z
  .array(z.string())
  .min(1)
  .optional()
  .describe('Dense layers to thin; when left out all hidden ones that a dense layer reads.');

const fewer = shares
  .describe('Shares of the hidden units to remove; level n removes the n-th from the network of level 0.')
  .meta({ examples: [[0.5]] });

export const zonotopeKMeansSchema = z.strictObject({
  name: z
    .literal('zonotope-k-means')
    .describe('Zonotope K-means: a unit for each cluster of generators; two classes (Misiakos et al. 2022).'),
  shares: fewer,
  ...retraining('none'),
});

export const pathKMeansSchema = z.strictObject({
  name: z
    .literal('path-k-means')
    .describe('Neural-path K-means: a unit for each cluster of paths through a hidden layer (Misiakos et al. 2022).'),
  shares: fewer,
  layers: hidden,
  ...retraining('none'),
});

export const tropicalMethods = [
  tropicalSchema,
  classBlindSchema,
  classUniformSchema,
  classDistributionSchema,
  zonotopeKMeansSchema,
  pathKMeansSchema,
] as const;
