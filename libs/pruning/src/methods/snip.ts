import { drawBatches } from '../criteria/draw-batches';
import { connectionSensitivity } from '../criteria/snip';
import { pruneAtInit } from './at-init';
import type { LevelContext, Method } from './method';

/**
 * SNIP (Lee, Ajanthan and Torr, ICLR 2019, algorithm 1): the weights of the lowest connection sensitivity on one batch of
 * training examples are removed before training, globally. The paper's batches have 100 examples of MNIST, 128 of CIFAR.
 *
 * With `init: fresh` the weights that are scored are another draw than those that are trained, as in the authors' code,
 * which keeps two sets of weights; the paper can be read either way.
 */
export const snip: Method<'snip'> = {
  async plan(context) {
    const { method, initial } = context;
    const scored = method.init === 'same' ? initial() : initial(OF_ITS_OWN);
    const { criterion, next, close } = await sensitivityOf(context);
    try {
      const batches = next();
      const pruned = await pruneAtInit(context, (masks) => criterion.scores({ parameters: scored, masks }, batches));
      return { ...pruned, parameters: initial() };
    } finally {
      await close();
    }
  },
};

/** A draw of initial weights that no control has. */
const OF_ITS_OWN = -1;

/** Connection sensitivity on the training examples of a level, and the batches that it takes at a time. */
export async function sensitivityOf(context: LevelContext<'snip'> | LevelContext<'force'>) {
  const { method, network, pixels, recipe, run } = context;
  const { examples, batches } = method;
  const { labelSmoothing } = recipe;
  const criterion = await connectionSensitivity({ network, pixels, batch: examples, labelSmoothing, run });
  const source = await context.batches('prune');
  return {
    criterion,
    next: () => drawBatches(source, examples, batches),
    close: async () => {
      await Promise.all([criterion.dispose(), source.close()]);
    },
  };
}
