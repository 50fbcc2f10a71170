import type { Masks } from '../masks';
import { pruneAtInit } from './at-init';
import type { Method } from './method';
import { sensitivityOf } from './snip';

/**
 * FORCE and iterative SNIP (de Jorge et al., ICLR 2021, algorithm 1): connection sensitivity in rounds by equal ratios, each on
 * new examples, at the network that the round before has left. With FORCE every weight is scored by its own value and the
 * gradient of the pruned network, so pruned ones may return; with iterative SNIP they stay away.
 *
 * The authors' code keeps weights whose score equals the threshold, more than asked for where scores tie.
 */
export const force: Method<'force'> = {
  async plan(context) {
    const { method, initial } = context;
    const { rounds, pruned } = method;
    const parameters = initial();
    const { criterion, next, close } = await sensitivityOf(context);
    try {
      const score = (masks: Masks) => criterion.scores({ parameters, masks }, next());
      return { ...(await pruneAtInit(context, score, { rounds, regrow: pruned === 'return' })), parameters };
    } finally {
      await close();
    }
  },
};
