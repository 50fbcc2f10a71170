import { levelIdOf } from './compared';

/**
 * The page of a trial's ticket. Level 0 is the dense training that trials share, under the id of the dense trial, which a
 * comparison does not say: the trial's own page has it.
 */
export function ticketHref(trial: string, level: number): string {
  return level === 0 ? `/trials/${trial}` : `/tickets/${levelIdOf(trial, level)}`;
}
