import type { Recipe } from '@tombola/shared';

/**
 * The learning rate of a step. `cosine` is equation 5 of Loshchilov and Hutter (2017) without restarts.
 *
 * @param step counts from 1 to `steps`
 */
export function learningRate(
  { schedule, optimizer, steps }: Pick<Recipe, 'schedule' | 'optimizer' | 'steps'>,
  step: number,
): number {
  const base = optimizer.learningRate;
  // The first step already moves: warm-up reaches the full rate at step `warmup`.
  if (step <= schedule.warmup) return (base * step) / schedule.warmup;
  switch (schedule.name) {
    case 'constant':
      return base;
    case 'step':
      return base * schedule.factor ** schedule.at.filter((at) => step > at).length;
    case 'cosine': {
      // From the full rate at the first step, or the last of the warm-up, to the final rate at the last step.
      const first = Math.max(1, schedule.warmup);
      const progress = (step - first) / Math.max(1, steps - first);
      return base * (schedule.final + ((1 - schedule.final) * (1 + Math.cos(Math.PI * progress))) / 2);
    }
  }
}
