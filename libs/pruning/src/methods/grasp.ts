import { drawBalanced } from '../criteria/draw-batches';
import { gradientFlow } from '../criteria/grasp';
import { pruneAtInit } from './at-init';
import type { Method } from './method';

/**
 * GraSP (Wang, Zhang and Grosse, ICLR 2020, algorithm 1): the weights whose removal adds most to the gradient's norm are
 * removed before training, globally, scored on as many training examples of each class.
 *
 * The authors' code scores new draws of the dense layers and trains the old ones; here the weights that are scored are
 * those that are trained.
 */
export const grasp: Method<'grasp'> = {
  async plan(context) {
    const { method, network, pixels, recipe, run, initial } = context;
    const { samplesPerClass, chunks, temperature } = method;
    const { labelSmoothing } = recipe;
    const source = await context.batches('prune');
    const batches = drawBalanced(source, network.classes, samplesPerClass, chunks);
    await source.close();
    const batch = batches[0]!.labels.length;
    const criterion = await gradientFlow({ network, pixels, batch, labelSmoothing, temperature, run });
    const parameters = initial();
    try {
      return {
        ...(await pruneAtInit(context, (masks) => criterion.scores({ parameters, masks }, batches))),
        parameters,
      };
    } finally {
      await criterion.dispose();
    }
  },
};
