import { isRecord, type MethodName, type OptionsOf, type Recipe } from '@tombola/shared';

/** A recipe as the server tells it: members at their defaults are left out. */
export type GivenRecipe = Readonly<Record<string, unknown>>;

/** A method's options, those at their defaults left out. */
export type GivenMethod<N extends MethodName = MethodName> = { readonly name: N } & Partial<Omit<OptionsOf<N>, 'name'>>;

export function methodOf(recipe: GivenRecipe): GivenMethod {
  const { method } = recipe;
  return (isRecord(method) && 'name' in method ? method : { name: 'dense' }) as GivenMethod;
}

/** Whether a method is this one. */
export function isMethod<N extends MethodName>(method: GivenMethod, name: N): method is GivenMethod<N> {
  return method.name === name;
}

export type ControlName = NonNullable<Recipe['control']>['name'];

const controls: Readonly<Record<ControlName, string>> = {
  reinit: 're-initialised',
  shuffle: 'mask shuffled',
  'permute-globally': 'mask permuted globally',
  'permute-values': 'weights permuted',
  'random-ticket': 'random ticket',
  reorder: 'another order of examples',
};

/** The control that a recipe is, if it is one. */
export function controlOf({ control }: GivenRecipe): ControlName | null {
  const name = isRecord(control) ? control['name'] : undefined;
  return typeof name === 'string' && name in controls ? (name as ControlName) : null;
}

/** A control in a badge's words. */
export const controlWords = (name: ControlName): string => controls[name];
