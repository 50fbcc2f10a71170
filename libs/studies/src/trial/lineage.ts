import type { MethodName, OptionsOf, Recipe } from '@tombola/shared';
import { structuredLineages } from './structured-lineages';
import { ticketLineages } from './ticket-lineages';
import { tropicalLineages } from './tropical-lineages';

/** The level whose training decides another one's masks or weights. */
export interface Ancestor {
  readonly level: number;
  /** The recipe that it is trained by; the same one when left out. */
  readonly recipe?: Recipe;
}

/** Which levels the trials of a method have, and what each of them starts from. */
export interface Lineage<N extends MethodName> {
  levels(method: OptionsOf<N>): number[];
  /** None for a level that starts by itself. Level 0 is never asked for. */
  ancestor?(method: OptionsOf<N>, level: number, recipe: Recipe): Ancestor | undefined;
  /** Whether level 0 is trained by the method itself; otherwise it is the dense training of the recipe, which all share. */
  readonly ownLevelZero?: boolean;
}

const upTo = (last: number, first = 0) => Array.from({ length: last + 1 - first }, (_, i) => first + i);

/** Level n is trained by itself, for the n-th sparsity. */
export const eachAlone: Lineage<MethodName> = {
  levels: (method) => upTo('sparsities' in method ? (method.sparsities?.length ?? 1) : 1, 1),
};

const lineages: { readonly [N in MethodName]?: Lineage<N> } = {
  ...structuredLineages,
  ...ticketLineages,
  ...tropicalLineages,
  dense: { levels: () => [0] },
};

/** The lineage of a method; levels that are trained each by itself unless it has one of its own. */
export function lineageOf(method: Recipe['method']): Lineage<MethodName> {
  return (lineages[method.name] as Lineage<MethodName> | undefined) ?? eachAlone;
}
