import type { OptionsOf } from '@tombola/shared';
import { dropSmallest } from '../dynamic/drop';
import { dropAndGrow } from '../dynamic/drop-and-grow';
import { gradientMemory, meanGradient } from '../dynamic/gradient-memory';
import { growLargest } from '../dynamic/grow';
import { layerUpdate } from '../dynamic/layer-update';
import { countKept, placesOf } from '../dynamic/places';
import { eachLayer, planUpdates, type Update, type UpdateContext } from '../dynamic/plan-updates';
import { shareOut } from '../dynamic/share-out';
import type { Method } from './method';

/**
 * Sparse networks from scratch, or sparse momentum (Dettmers and Zettlemoyer 2019): a layer drops its smallest weights and grows
 * as many where the mean of the dense gradients is largest, after the optimizer's step. The mean is in every step's program and
 * costs a dense gradient a step.
 *
 * Times, shares and counts are those of Evci et al. (2020), who compare it without redistribution. In the paper there is an update
 * at the end of every epoch, of a half of the weights at first, and the mean is the optimizer's momentum. With `redistribute:
 * 'momentum'` all layers share what they dropped in proportion to the mean magnitude of that mean over their kept weights, as in
 * the paper; a layer without room passes on what it has none for, in the same proportion (the authors' code in equal parts), and
 * the total stays exact (theirs only about).
 */
export const snfs: Method<'snfs'> = {
  plan: (context) =>
    planUpdates(context, {
      takesStep: false,
      rule: gradientMemory(context.network, context.method.momentum),
      update: snfsUpdate(context.method),
    }),
};

export function snfsUpdate({ regrown, redistribute }: Pick<OptionsOf<'snfs'>, 'regrown' | 'redistribute'>): Update {
  return ({ layers, fraction, moment }) => {
    const meanOf = (name: string) => moment.state.memory![meanGradient(name)]!.data;
    if (redistribute === 'none') {
      return {
        updates: eachLayer(layers, moment, ({ name, mask, weights }) =>
          dropAndGrow({ mask, weights, fraction, regrown }, (survivors, count) =>
            growLargest(survivors, meanOf(name), count),
          ),
        ),
      };
    }
    return { updates: redistributed({ layers, fraction, moment }, meanOf, regrown) };
  };
}

function redistributed(
  { layers, fraction, moment }: UpdateContext,
  meanOf: (name: string) => Float32Array,
  regrown: OptionsOf<'snfs'>['regrown'],
) {
  const masks = layers.map((name) => moment.masks[name]!.data);
  const survivors = layers.map((name, layer) => {
    const mask = masks[layer]!;
    return dropSmallest(mask, moment.state.parameters[name]!.data, Math.floor(fraction * countKept(mask)));
  });
  const dropped = masks.reduce((sum, mask, layer) => sum + countKept(mask) - countKept(survivors[layer]!), 0);
  const counts = shareOut(
    dropped,
    layers.map((name, layer) => meanMagnitude(meanOf(name), masks[layer]!)),
    survivors.map((mask) => mask.length - countKept(mask)),
  );
  return Object.fromEntries(
    layers.map((name, layer) => {
      const left = survivors[layer]!;
      const after = growLargest(left, meanOf(name), counts[layer]!);
      return [name, layerUpdate(masks[layer]!, left, after, regrown)];
    }),
  );
}

/** Of the values that the mask keeps; 0 where it keeps none. */
function meanMagnitude(values: Float32Array, mask: Float32Array): number {
  const kept = placesOf(mask, 1);
  let sum = 0;
  for (let i = 0; i < kept.length; i++) sum += Math.abs(values[kept[i]!]!);
  return kept.length === 0 ? 0 : sum / kept.length;
}
