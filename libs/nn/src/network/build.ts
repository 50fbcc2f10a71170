import type { Network } from './network';
import { runnable } from './run';
import { networkStructure, type DataShape, type NetworkChoice } from './structure';

/** LeNet-300-100 (LeCun et al. 1998), the fully connected network of the lottery-ticket papers: 266,200 weights on MNIST. */
export function lenet300100(data: DataShape): Network {
  return buildNetwork({ name: 'lenet-300-100' }, data);
}

/** The network that a recipe names, for data of the given shape. */
export function buildNetwork(recipe: NetworkChoice, data: DataShape): Network {
  return runnable(networkStructure(recipe, data));
}
