import type { OptionsOf } from '@tombola/shared';
import { dropBelow } from '../dynamic/drop';
import { growRandom } from '../dynamic/grow';
import { layerUpdate } from '../dynamic/layer-update';
import { countKept } from '../dynamic/places';
import { planUpdates, type Update } from '../dynamic/plan-updates';
import { shareOut } from '../dynamic/share-out';
import { growthStream } from './set';
import type { Method } from './method';

type DsrOptions = Pick<OptionsOf<'dsr'>, 'threshold' | 'tolerance' | 'minKeep' | 'regrown'>;

/**
 * Dynamic sparse reparameterization (Mostafa and Wang, ICML 2019, section 3 and algorithm 1): all weights below one threshold go,
 * and as many grow at random, spread over layers in proportion to what has survived there. The threshold is doubled when fewer
 * went than (1 - tolerance) of the target, and halved when more than (1 + tolerance): no sorting, and a target met only about.
 * What the whole network keeps is exact. An update comes after the optimizer's step.
 *
 * The target is a share of the weights kept by all updated layers. In the paper it is a number of weights, in the authors' code a
 * share of all parameters, 0.01, which at a sparsity of 0.9 is a tenth of those kept; updates become rarer there as the learning
 * rate falls. A layer that loses everything gets nothing again; the paper says nothing of it, `minKeep` prevents it.
 */
export const dsr: Method<'dsr'> = {
  plan: (context) => planUpdates(context, { takesStep: false, update: dsrUpdate(context.method, context.seed) }),
};

/** Notes the threshold of the next update. What grows depends on seed, step and layer alone, and on what was dropped. */
export function dsrUpdate({ threshold, tolerance, minKeep, regrown }: DsrOptions, seed: number): Update {
  return ({ layers, fraction, moment }) => {
    const { state, masks, notes, step } = moment;
    const below = typeof notes === 'number' ? notes : threshold;
    const before = layers.map((name) => masks[name]!.data);
    const survivors = layers.map((name, layer) =>
      dropBelow(before[layer]!, state.parameters[name]!.data, below, minKeep),
    );
    const kept = before.reduce((sum, mask) => sum + countKept(mask), 0);
    const left = survivors.map(countKept);
    const dropped = kept - left.reduce((sum, count) => sum + count, 0);
    const counts = shareOut(
      dropped,
      left,
      survivors.map((mask, layer) => mask.length - left[layer]!),
    );
    const updates = layers.map((name, layer) => {
      const after = growRandom(survivors[layer]!, growthStream(seed, step, name), counts[layer]!);
      return [name, layerUpdate(before[layer]!, survivors[layer]!, after, regrown)] as const;
    });
    return { updates: Object.fromEntries(updates), notes: adapted(below, dropped, fraction * kept, tolerance) };
  };
}

/** The threshold after an update that dropped so many, where `target` were wanted. */
export function adapted(threshold: number, dropped: number, target: number, tolerance: number): number {
  if (dropped < (1 - tolerance) * target) return 2 * threshold;
  if (dropped > (1 + tolerance) * target) return threshold / 2;
  return threshold;
}
