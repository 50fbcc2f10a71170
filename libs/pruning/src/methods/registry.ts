import type { MethodName } from '@tombola/shared';
import { dense } from './dense';
import { earlyBird } from './early-bird';
import { imp } from './imp';
import { l1Filters } from './l1-filters';
import type { LevelContext, LevelPlan, Method } from './method';
import { regression } from './regression';
import { slimming } from './slimming';
import { softFilterPruning } from './soft-filter-pruning';
import { sparseStructureSelection } from './sparse-structure-selection';
import { thinet } from './thinet';

const methods: { readonly [N in MethodName]: Method<N> } = {
  dense,
  'early-bird': earlyBird,
  imp,
  'l1-filters': l1Filters,
  regression,
  slimming,
  'soft-filter-pruning': softFilterPruning,
  'sparse-structure-selection': sparseStructureSelection,
  thinet,
};

/** What a level of a recipe trains, by the recipe's method. @throws {InputError} when the method cannot do it. */
export async function planLevel<N extends MethodName>(context: LevelContext<N>): Promise<LevelPlan> {
  const method: Method<N> = methods[context.method.name];
  return method.plan(context);
}
