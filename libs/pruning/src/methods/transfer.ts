import { denseMasks } from '../masks';
import type { Method } from './method';
import { replacedParameters } from './transferable';

/**
 * Tickets that move to another task (Morcos, Yu, Paganini and Tian, One ticket to win them all, NeurIPS 2019): the masks of
 * the source's level, on what its survivors restarted from, trained by this recipe from its first step. The source is
 * pruned, and rewound, by its own recipe; rewinding to a later step there is the paper's late resetting.
 *
 * Where class counts differ, the output layer is replaced, as in the paper: drawn anew and unpruned, so that densities are a
 * little above the source's. Statistics of batch norm come along.
 */
export const transfer: Method<'transfer'> = {
  plan: ({ network, initial, before }) => {
    const { masks, start, network: source } = before!;
    const replaced = replacedParameters(source, network);
    const unlessReplaced = <T>(from: Readonly<Record<string, T>>, anew: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.keys(anew).map((name) => [name, (replaced.has(name) ? anew : from)[name]!]));
    return { masks: unlessReplaced(masks, denseMasks(network)), parameters: unlessReplaced(start, initial()) };
  },
};
