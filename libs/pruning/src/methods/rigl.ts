import { dropAndGrow } from '../dynamic/drop-and-grow';
import { growLargest } from '../dynamic/grow';
import type { RegrownRule } from '../dynamic/layer-update';
import { eachLayer, planUpdates, type Update } from '../dynamic/plan-updates';
import type { Method } from './method';

/**
 * RigL (Evci et al., Rigging the Lottery, ICML 2020, section 3 and algorithm 1): every dT iterations a layer drops its smallest
 * weights and grows as many where the gradient of the loss is largest. An update takes the place of an optimizer step, and its
 * batch, from which the gradient comes, is seen for nothing else.
 *
 * Where the authors' code does otherwise: it adds noise to the magnitudes before the drop (here ties go by index, and no worker
 * can differ from another); weights dropped and grown again keep their values (`regrown: 'reference'`); it updates at T_end too.
 * Batch norm's running statistics do not see the batch of an update.
 */
export const rigl: Method<'rigl'> = {
  plan: (context) => ({
    ...planUpdates(context, { takesStep: true, update: riglUpdate(context.method.regrown) }),
  }),
};

export function riglUpdate(regrown: RegrownRule): Update {
  return async ({ layers, fraction, moment }) => {
    const gradients = await moment.gradients();
    return {
      updates: eachLayer(layers, moment, ({ name, mask, weights }) =>
        dropAndGrow({ mask, weights, fraction, regrown }, (survivors, count) =>
          growLargest(survivors, gradients[name]!.data, count),
        ),
      ),
    };
  };
}
