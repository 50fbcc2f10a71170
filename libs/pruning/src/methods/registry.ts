import type { MethodName } from '@tombola/shared';
import { dense } from './dense';
import { imp } from './imp';
import type { LevelContext, LevelPlan, Method } from './method';

const methods: { readonly [N in MethodName]: Method<N> } = {
  dense,
  imp,
};

/** What a level of a recipe trains, by the recipe's method. @throws {InputError} when the method cannot do it. */
export async function planLevel<N extends MethodName>(context: LevelContext<N>): Promise<LevelPlan> {
  const method: Method<N> = methods[context.method.name];
  return method.plan(context);
}
