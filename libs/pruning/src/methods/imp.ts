import type { Network, NetworkStructure, Parameters } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import { magnitude } from '../criteria/magnitude';
import { countMask, countMasks, denseMasks, type Masks } from '../masks';
import { pruneGlobally, pruneLayers } from '../prune';
import type { Method } from './method';

/** The options of iterative magnitude pruning in a recipe. */
export type ImpMethod = OptionsOf<'imp'>;

export const imp: Method<'imp'> = {
  plan: ({ method, level, network, initial, before }) => ({
    masks: impMasks(network, method, level, before!.masks, before!.trained),
    parameters: initial(),
  }),
};

/**
 * Iterative magnitude pruning with reset to the initial weights (Frankle and Carbin, ICLR 2019, section 2 and
 * appendix B, strategy 1): train, remove a share of the smallest remaining weights, set the survivors back to their
 * initial values, repeat. In `one-shot` mode every level prunes the trained dense network once.
 *
 * A round removes floor(rate * remaining + 1/2) weights, exactly. The authors' own release and open_lth take a
 * threshold from the sorted weights and remove everything up to it, one weight more a layer and round.
 *
 * @param level the level whose masks are wanted, from 1
 * @param masks the masks of the level that was trained: the one before (iterative) or the dense one (one-shot)
 * @param trained its parameters after the last step
 */
export function impMasks(network: Network, method: ImpMethod, level: number, masks: Masks, trained: Parameters): Masks {
  const scores = magnitude(trained, Object.keys(masks));
  const share = (rate: number) => (method.mode === 'one-shot' ? 1 - (1 - rate) ** level : rate);
  const from = method.mode === 'one-shot' ? denseMasks(network) : masks;
  const rates = layerRates(network, method);
  if (method.scope === 'global') {
    const competing = Object.fromEntries(Object.entries(from).filter(([name]) => name in rates));
    const pruned = pruneGlobally(competing, scores, removals(share(method.rate), countMasks(competing).kept));
    return { ...from, ...pruned };
  }
  const counts = Object.entries(rates).map(
    ([name, rate]) => [name, removals(share(rate), countMask(from[name]!).kept)] as const,
  );
  return pruneLayers(from, scores, Object.fromEntries(counts));
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

/** How many of `remaining` weights a rate removes, rounded to the nearest whole number, halves up. */
export function removals(rate: number, remaining: number): number {
  return Math.min(remaining, Math.floor(rate * remaining + 0.5));
}
