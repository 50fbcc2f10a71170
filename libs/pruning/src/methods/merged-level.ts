import type { Parameters } from '@tombola/nn';
import { keepChannels } from '../structured/channel-masks';
import { densePairs, type DensePair } from '../tropical/dense-pairs';
import type { LevelContext, LevelPlan } from './method';
import { thinLevel, thinned, thinStructure, type Retraining } from './thin-level';

/**
 * A level whose hidden units are merged into fewer, one layer after the other.
 *
 * @param counts by hidden dense layer, how many of its units are left
 * @param merge the state of the network with that many units first in the layer, and zeros after them
 */
export function mergedLevel(
  context: Pick<LevelContext, 'recipe' | 'seed' | 'network' | 'before'>,
  counts: Readonly<Record<string, number>>,
  merge: (pair: DensePair, state: Parameters, count: number) => Parameters,
  retraining: Retraining,
): LevelPlan {
  const { network } = context;
  const pairs = densePairs(network).filter(({ hidden }) => hidden.name in counts);
  const state = pairs.reduce((now, pair) => merge(pair, now, counts[pair.hidden.name]!), context.before!.trained);
  const first = (count: number) => Array.from({ length: count }, (_, unit) => unit);
  const kept = Object.entries(counts).map(([name, count]) => [name, first(count)] as const);
  const thin = thinned(context, state, keepChannels(network, Object.fromEntries(kept)));
  const { metrics, ...plan } = thinLevel(context, thin, retraining);
  const units = densePairs(thinStructure(context, thin)).reduce((sum, { hidden }) => sum + hidden.units, 0);
  const before = densePairs(network).reduce((sum, { hidden }) => sum + hidden.units, 0);
  return {
    ...plan,
    metrics: { units, unitShare: units / before, macs: metrics!.macs!, macsShare: metrics!.macsShare! },
  };
}
