import type { Recipe } from '@tombola/shared';

/**
 * A training that is `length` times as long (the training multiplier M; Evci et al., ICML 2020, section 4): its steps, the steps
 * at which the schedule lowers the learning rate and those of its warm-up are multiplied, rounded to whole ones; so the end of
 * the updates, a share of the steps, comes M times as late. How often masks are updated and what else is counted in steps,
 * measurements among them, stays. The authors' code does the same, rounding down.
 */
export function lengthened(
  { steps, schedule }: Pick<Recipe, 'steps' | 'schedule'>,
  length: number,
): Pick<Recipe, 'steps' | 'schedule'> {
  const times = (step: number) => Math.max(1, Math.round(step * length));
  const warmup = schedule.warmup === 0 ? 0 : times(schedule.warmup);
  if (schedule.name !== 'step') return { steps: times(steps), schedule: { ...schedule, warmup } };
  return { steps: times(steps), schedule: { ...schedule, warmup, at: schedule.at.map(times) } };
}
