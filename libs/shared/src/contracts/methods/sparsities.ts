import { z } from 'zod';
import { shareBelowOne } from '../numbers';

/** The sparsities of a method that is told them: level n trains for the n-th. */
export const sparsities = z
  .array(shareBelowOne)
  .min(1)
  .max(60)
  .describe('Shares of the prunable weights to remove; level n ends at the n-th of them.')
  .meta({ examples: [[0.9]] });
