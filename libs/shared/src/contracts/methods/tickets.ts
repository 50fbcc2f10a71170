import { z } from 'zod';
import { augmentationSchema, datasetSchema } from '../datasets';
import { count } from '../numbers';
import { initialiserSchema, optimizerSchema, scheduleSchema } from '../training';
import { impSchema } from './imp';

/** Uses of the tickets that iterative magnitude pruning finds. */
export const ticketMethods = [
  z.strictObject({
    name: z
      .literal('heuristic-supermask')
      .describe('Masks of iterative magnitude pruning on untrained weights; nothing is trained (Zhou et al. 2019).'),
    method: impSchema.describe('The pruning whose masks they are; level n has those of its level n.'),
    weights: z
      .enum(['init', 'signed-constant'])
      .default('init')
      .describe('The weights: as drawn, or the deviation of their layer’s weights with the signs drawn.'),
    rescaling: z
      .boolean()
      .default(false)
      .describe('Dynamic weight rescaling: what a layer keeps, times its size over how many weights it keeps.'),
  }),
  z.strictObject({
    name: z
      .literal('transfer')
      .describe(
        'Tickets of one task trained on another: masks and what survivors restarted from (Morcos et al. 2019).',
      ),
    source: z
      .strictObject({
        method: impSchema.describe('How the tickets are found.'),
        dataset: datasetSchema.optional(),
        augmentation: augmentationSchema.optional(),
        initialiser: initialiserSchema.optional(),
        optimizer: optimizerSchema.optional(),
        schedule: scheduleSchema.optional(),
        steps: count.optional(),
        batch: count.optional(),
      })
      .describe('The task that the tickets come from; what it does not say is as in this recipe.'),
    levels: z.array(count).optional().describe('Only these levels of the source; all when left out.'),
  }),
] as const;
