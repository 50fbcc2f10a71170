import { InputError, type Recipe } from '@tombola/shared';
import { mlp } from './mlp';
import type { Network } from './network';

/** What a network needs to know of its data. */
export interface DataShape {
  /** Channels, height, width. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
}

/** LeNet-300-100 (LeCun et al. 1998), the fully connected network of the lottery-ticket papers: 266,200 weights on MNIST. */
export function lenet300100(data: DataShape): Network {
  return mlp({ name: 'lenet-300-100', hidden: [300, 100], ...data });
}

/** The network that a recipe names, for data of the given shape. */
export function buildNetwork(recipe: Recipe['network'], data: DataShape): Network {
  switch (recipe.name) {
    case 'lenet-300-100':
      return lenet300100(data);
    case 'mlp':
      return mlp({ hidden: recipe.hidden, ...data });
    default:
      throw new InputError({ what: 'there is no such network', value: recipe, expected: 'lenet-300-100 or mlp' });
  }
}
