import type { NetworkStructure } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import { freezePruned } from '../actions/freeze-pruned';
import { countFrozen, resetPruned } from '../actions/pruned';
import { resetSurvivors } from '../actions/survivors';
import { maskScores } from '../criteria/mask-criteria';
import { countMask, countMasks, denseMasks, type MaskCount, type Masks } from '../masks';
import { pruneGlobally, pruneLayers } from '../prune';
import { removals } from '../removals';
import { restart } from '../restarts/restart';
import type { Before, LevelContext, Method } from './method';

/** The options of iterative magnitude pruning in a recipe. */
export type ImpMethod = OptionsOf<'imp'>;

/**
 * Iterative magnitude pruning (Frankle and Carbin, ICLR 2019, section 2 and appendix B): train, remove a share of the weights
 * that score lowest, restart the survivors, repeat; with the criteria, restarts and actions of what followed it.
 *
 * Strategy 1 restarts in every round. Under strategy 2 the level before is of a recipe whose rounds train on, and only what
 * is measured restarts.
 */
export const imp: Method<'imp'> = {
  async plan(context) {
    const { method, network, seed, initial } = context;
    const before = context.before!;
    const masks = impMasks(context, before);
    const start = await restart(method.restart, context, before);
    const { survivors: action, signs, pruned } = method;
    const survivors = resetSurvivors(start.parameters, masks, { action, signs, network, seed, initial });
    const plan = { ...start, masks, parameters: survivors };
    if (pruned === 'zero') return plan;
    const parameters = resetPruned(survivors, masks, { action: pruned, initial: start.parameters, before });
    return { ...plan, parameters, rule: freezePruned, metrics: { frozenWeights: countFrozen(parameters, masks) } };
  },
};

/**
 * The masks of a level of iterative magnitude pruning. In `one-shot` mode every level prunes the trained dense network once.
 *
 * A round removes floor(rate * remaining + 1/2) weights, exactly. The authors' own release and open_lth take a
 * threshold from the sorted weights and remove everything up to it, one weight more a layer and round.
 *
 * Criteria that look at initial weights take those that the level before started from.
 *
 * @param context.level the level whose masks are wanted, from 1
 * @param before the level that was trained: the one before (iterative) or the dense one (one-shot)
 * @throws {InputError} for a score that is no number, and when layers that keep `minKeep` weights cannot lose enough.
 */
export function impMasks(
  { network, method, level, seed }: Pick<LevelContext<'imp'>, 'network' | 'method' | 'level' | 'seed'>,
  before: Pick<Before, 'masks' | 'start' | 'trained'>,
): Masks {
  const from = method.mode === 'one-shot' ? denseMasks(network) : before.masks;
  const rates = layerRates(network, method);
  const competing = Object.fromEntries(Object.entries(from).filter(([name]) => name in rates));
  const { start: initial, trained: final } = before;
  const scores = maskScores(method.criterion, { initial, final, masks: competing, seed });
  const counting = (rate: number, size: MaskCount) => countOf(method, level, rate, size);
  if (method.scope === 'global') {
    const count = counting(method.rate, countMasks(competing));
    return { ...from, ...pruneGlobally(competing, scores, count, method.minKeep) };
  }
  const counts = Object.entries(rates).map(([name, rate]) => {
    const size = countMask(competing[name]!);
    return [name, Math.min(counting(rate, size), Math.max(0, size.kept - method.minKeep))] as const;
  });
  return { ...from, ...pruneLayers(competing, scores, Object.fromEntries(counts)) };
}

/** How many of its kept weights something loses at a level: a share of them, or what a sparsity of all its weights asks for. */
function countOf({ mode, sparsities }: ImpMethod, level: number, rate: number, { kept, total }: MaskCount): number {
  if (sparsities !== undefined) return Math.max(0, kept - (total - removals(sparsities[level - 1]!, total)));
  return removals(mode === 'one-shot' ? 1 - (1 - rate) ** level : rate, kept);
}

/**
 * The rate of each parameter that the method prunes, within layers: `convRate` of convolutions, `rate` of dense layers, and of
 * the output layer half of the others' unless it is given.
 */
export function layerRates(
  network: NetworkStructure,
  { rate, outputRate = rate / 2, convRate = rate, layers }: ImpMethod,
): Record<string, number> {
  const pruned = network.layers.filter(({ kind }) => layers === 'all' || kind === 'conv');
  return Object.fromEntries(
    pruned.flatMap(({ parameters, output, kind }) =>
      parameters
        .filter(({ prunable }) => prunable)
        .map(({ name }) => [name, output ? outputRate : kind === 'conv' ? convRate : rate]),
    ),
  );
}
