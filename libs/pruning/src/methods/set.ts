import { randomStream, type OptionsOf } from '@tombola/shared';
import { dropSigned } from '../dynamic/drop';
import { dropAndGrow } from '../dynamic/drop-and-grow';
import { growRandom } from '../dynamic/grow';
import { layerUpdate } from '../dynamic/layer-update';
import { countKept } from '../dynamic/places';
import { eachLayer, planUpdates, type Update } from '../dynamic/plan-updates';
import type { Method } from './method';

/**
 * Sparse evolutionary training (Mocanu et al., Nature Communications 2018): a layer drops its smallest weights and grows as many
 * at random, after the optimizer's step.
 *
 * Times, shares and what grows are those of Evci et al. (2020), who compare it: the share falls, and new weights are 0. In SET's
 * own paper there is an update at the end of every epoch, always of 0.3 (`decay: constant`), of positive and negative weights apart
 * (`drop: 'signed'`), and new weights are drawn as the first ones are; densities are eps (n_in + n_out) / (n_in n_out), `er`.
 */
export const set: Method<'set'> = {
  plan: (context) => planUpdates(context, { takesStep: false, update: setUpdate(context.method, context.seed) }),
};

/** What grows in a layer depends on seed, step and layer alone, and on what was dropped. */
export function setUpdate({ drop, regrown }: Pick<OptionsOf<'set'>, 'drop' | 'regrown'>, seed: number): Update {
  return ({ layers, fraction, moment }) => ({
    updates: eachLayer(layers, moment, ({ name, mask, weights }) => {
      const random = growthStream(seed, moment.step, name);
      if (drop === 'magnitude') {
        return dropAndGrow({ mask, weights, fraction, regrown }, (survivors, count) =>
          growRandom(survivors, random, count),
        );
      }
      const survivors = dropSigned(mask, weights, fraction);
      const count = countKept(mask) - countKept(survivors);
      return layerUpdate(mask, survivors, growRandom(survivors, random, count), regrown);
    }),
  });
}

/** What a layer's random growth at a step is drawn from. */
export function growthStream(seed: number, step: number, layer: string) {
  return randomStream(seed, 'grow', step, layer);
}
