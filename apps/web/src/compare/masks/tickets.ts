import { groupBy } from '../../lib/group-by';
import { levelAt, type At } from '../at';
import { levelIdOf, type Member } from '../compared';
import type { Group } from '../groups';
import { text } from '../labels';

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
export function ticketsAt(groups: readonly Group[], at: At, order: Order): Ticket[] {
  const tickets = groups.flatMap((group) =>
    group.trials.flatMap(({ trial, seed, points }): Ticket[] => {
      const pruned = points.filter(({ level }) => level > 0);
      const point = levelAt(pruned, at, ({ value }) => value, false);
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

/** Tickets by what decides the shapes of their masks: the network, and the data set that it reads. The most come first. */
export function familiesOf(tickets: readonly Ticket[], members: readonly Member[]): Family[] {
  const deciding = members.filter(({ path }) => path.startsWith('network.') || path === 'dataset.name');
  const valuesOf = ({ group }: Ticket) => deciding.map(({ values }) => values.get(group.recipes[0]!) ?? null);
  return [...groupBy(tickets, (ticket) => JSON.stringify(valuesOf(ticket)))]
    .map(([key, own]) => {
      const words = valuesOf(own[0]!).flatMap((value) => (value === null ? [] : text(value)));
      return { key, label: words.join(', ') || 'one network', tickets: own };
    })
    .sort((a, b) => b.tickets.length - a.tickets.length);
}
