import { denseMasks } from '../masks';
import type { Method } from './method';

/** All weights, from the initial ones: level 0 of most methods. */
export const dense: Method<'dense'> = {
  plan: ({ network, initial }) => ({ masks: denseMasks(network), parameters: initial() }),
};
