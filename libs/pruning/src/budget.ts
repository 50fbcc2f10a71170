import type { NetworkStructure } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import type { Scores } from './criteria/scores';
import { distribute, keptByWeights, type Distribution } from './distributions/distribute';
import { prunableLayers, weightCount } from './distributions/prunable-layer';
import { countMask, countMasks, type Masks } from './masks';
import { removals } from './removals';
import { pruneGlobally, pruneLayersTo } from './prune';
import { exponential } from './schedules/exponential';

/** How many weights stay, and where they compete for it. */
export type Budget =
  /** In the whole network; of every layer at least `minKeep`, or all where it has fewer. */
  | { readonly scope: 'global'; readonly keep: number; readonly minKeep: number }
  /** Within each layer, by the name of its weights. */
  | { readonly scope: 'layer'; readonly keep: Readonly<Record<string, number>> };

export interface ScopeOptions {
  readonly scope: 'global' | 'layer';
  /** How the sparsity is spread over layers, where weights compete within them. */
  readonly distribution: Exclude<Distribution['name'], 'given'>;
  /** The least weights that any layer keeps, or all where it has fewer; 0 lets layers collapse. */
  readonly minKeep: number;
}

/**
 * The budget of a sparsity S: globally N - floor(S N + 1/2) of the N prunable weights. Within layers it is what the
 * distribution says, no layer being dense for its place alone.
 *
 * @param sparsity from 0 to less than 1
 * @throws {InputError} for a sparsity out of range, and as `distribute` does.
 */
export function budgetOf(
  network: NetworkStructure,
  sparsity: number,
  { scope, distribution, minKeep }: ScopeOptions,
): Budget {
  const layers = prunableLayers(network);
  if (scope === 'layer') {
    const budgets = distribute(layers, { name: distribution, sparsity }, { denseFirst: false, minKeep });
    return { scope, keep: keptByWeights(budgets) };
  }
  if (!(sparsity >= 0 && sparsity < 1)) {
    throw new InputError({ what: 'this sparsity is out of range', value: sparsity, expected: '0 to less than 1' });
  }
  const total = layers.reduce((sum, layer) => sum + weightCount(layer), 0);
  return { scope, keep: total - removals(sparsity, total), minKeep };
}

/**
 * The masks with their lowest scores removed until the budget is met, exactly.
 *
 * @throws {InputError} when the masks, or those of a layer, keep less already.
 */
export function pruneToBudget(masks: Masks, scores: Scores, budget: Budget): Masks {
  if (budget.scope === 'layer') {
    for (const [name, keep] of Object.entries(budget.keep)) checkKept(name, countMask(masks[name]!).kept, keep);
    return pruneLayersTo(masks, scores, budget.keep);
  }
  const { kept } = countMasks(masks);
  checkKept('the network', kept, budget.keep);
  return pruneGlobally(masks, scores, kept - budget.keep, budget.minKeep);
}

function checkKept(what: string, kept: number, keep: number): void {
  if (keep <= kept) return;
  throw new InputError({
    what: `${what} is sparser already than it is to become`,
    value: `${kept} weights`,
    expected: `at least ${keep}`,
    mend: 'Choose a higher sparsity.',
  });
}

/**
 * The budget of one of several rounds that go from `masks` to `last` by equal ratios: globally of the total, or in each
 * layer. Counts are rounded to the nearest and never grow from round to round.
 *
 * @param round from 1 to `rounds`, which has the last budget itself
 */
export function budgetOfRound(masks: Masks, last: Budget, round: number, rounds: number): Budget {
  const between = (from: number, to: number) => {
    if (round === rounds || from === 0) return to;
    return Math.max(to, Math.round(from * exponential(round, rounds, to / from)));
  };
  if (last.scope === 'global') return { ...last, keep: between(countMasks(masks).kept, last.keep) };
  const keep = Object.entries(last.keep).map(
    ([name, count]) => [name, between(countMask(masks[name]!).kept, count)] as const,
  );
  return { ...last, keep: Object.fromEntries(keep) };
}
