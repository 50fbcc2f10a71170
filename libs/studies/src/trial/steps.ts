import type { Recipe } from '@tombola/shared';
import type { Job } from './job';

/**
 * How many steps a level trains for, as far as its recipe tells: 0 where nothing is trained. What follows from a network
 * that is still to be made (the longer training of Scratch-B), or an early end, is not known here.
 */
export function stepsOf({ recipe, level }: Pick<Job, 'recipe' | 'level'>): number {
  const { method, steps } = recipe;
  if (level === 0) return steps;
  if ('length' in method) return Math.max(1, Math.round(steps * method.length));
  if (method.name === 'heuristic-supermask') return 0;
  return fineTuningOf(recipe) ?? steps;
}

/** Steps of fine-tuning, where a level is that. */
function fineTuningOf({ method, steps }: Recipe): number | undefined {
  if (method.name === 'imp' && method.restart.name === 'fine-tune') return method.restart.steps;
  if (!('retrain' in method)) return undefined;
  if (method.retrain === 'none') return 0;
  if (method.retrain === 'fine-tune' || method.retrain === 'biases' || method.retrain === 'all')
    return method.fineTuneSteps ?? Math.max(1, Math.floor(steps / 4));
  return undefined;
}
