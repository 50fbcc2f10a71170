import { groupBy } from '@tombola/shared';
import { levelAt, type At } from '../at';
import { levelIdOf, type Member } from '../compared';
import type { Group } from '../groups';
import { familyKeys } from '../families';

/** A ticket whose mask is compared. */
export interface Ticket {
  /** Id of its level. */
  readonly id: string;
  readonly trial: string;
  readonly seed: number;
  readonly level: number;
  readonly density: number;
  readonly group: Group;
}

export const orders = ['group', 'seed'] as const;
export type Order = (typeof orders)[number];

/** The tickets of groups at a level; dense networks, which have all weights, are none. */
export function ticketsAt(groups: readonly Group[], at: At, order: Order, lowerIsBetter: boolean): Ticket[] {
  const tickets = groups.flatMap((group) =>
    group.trials.flatMap(({ trial, seed, points }): Ticket[] => {
      const pruned = points.filter(({ level, density }) => level > 0 && density < 1);
      const point = levelAt(pruned, at, ({ value }) => value, lowerIsBetter);
      if (point === undefined) return [];
      const { level, density } = point;
      return [{ id: levelIdOf(trial, level), trial, seed, level, density, group }];
    }),
  );
  // Sorting is stable: within a seed, groups stay in their order.
  return order === 'group' ? tickets : [...tickets].sort((a, b) => a.seed - b.seed);
}

/** Tickets whose masks are of the same parameters. */
export interface Family {
  /** In the address. */
  readonly key: string;
  readonly label: string;
  readonly tickets: readonly Ticket[];
}

/** Tickets by their networks, the most first. */
export function familiesOf(tickets: readonly Ticket[], members: readonly Member[]): Family[] {
  const { keyOf, labelOf } = familyKeys(members);
  return [...groupBy(tickets, ({ group }) => keyOf(group.recipes[0]!))]
    .map(([key, own]) => ({ key, label: labelOf(own[0]!.group.recipes[0]!), tickets: own }))
    .sort((a, b) => b.tickets.length - a.tickets.length);
}
