import { drawBatches } from '../criteria/draw-batches';
import { prospect } from '../criteria/prospr';
import { pruneAtInit } from './at-init';
import type { Method } from './method';

/**
 * Prospect pruning (ProsPr; Alizadeh et al., ICLR 2022, algorithm 1): the weights whose removal matters least to the loss after a
 * few steps of training are removed before training, globally. Defaults are those of the authors' command, but for
 * the examples: it repeats one batch in all steps unless it is told otherwise.
 */
export const prospr: Method<'prospr'> = {
  async plan(context) {
    const { method, network, pixels, recipe, run, initial } = context;
    const { steps, examples, newExamples } = method;
    const { labelSmoothing } = recipe;
    const source = await context.batches('prune');
    const drawn = drawBatches(source, examples, newExamples ? steps + 1 : 1);
    await source.close();
    const batches = Array.from({ length: steps + 1 }, (_, step) => drawn[newExamples ? step : 0]!);
    const criterion = await prospect({ ...method, network, pixels, batch: examples, labelSmoothing, run });
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
