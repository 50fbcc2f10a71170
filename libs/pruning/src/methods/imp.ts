import { prunableOf, type Network, type Parameters } from '@tombola/nn';
import type { Recipe } from '@tombola/shared';
import { magnitude } from '../criteria/magnitude';
import { countMask, countMasks, denseMasks, type Masks } from '../masks';
import { pruneGlobally, pruneLayers } from '../prune';

/** The options of iterative magnitude pruning in a recipe. */
export type ImpMethod = Extract<Recipe['method'], { name: 'imp' }>;

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
  if (method.scope === 'global')
    return pruneGlobally(from, scores, removals(share(method.rate), countMasks(from).kept));
  const rates = layerRates(network, method);
  const counts = Object.entries(from).map(
    ([name, mask]) => [name, removals(share(rates[name]!), countMask(mask).kept)] as const,
  );
  return pruneLayers(from, scores, Object.fromEntries(counts));
}

/** The rate of each prunable parameter: that of the output layer is half of the others' unless it is given. */
export function layerRates(network: Network, { rate, outputRate = rate / 2 }: ImpMethod): Record<string, number> {
  const outputs = new Set(
    network.layers.filter(({ output }) => output).flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  );
  return Object.fromEntries(prunableOf(network).map(({ name }) => [name, outputs.has(name) ? outputRate : rate]));
}

/** How many of `remaining` weights a rate removes, rounded to the nearest whole number, halves up. */
export function removals(rate: number, remaining: number): number {
  return Math.min(remaining, Math.floor(rate * remaining + 0.5));
}
