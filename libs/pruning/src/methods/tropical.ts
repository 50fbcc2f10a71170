import { neuronMasks } from '../tropical/neuron-masks';
import { weightMasks } from '../tropical/weight-masks';
import type { Method } from './method';
import { tunedLevel } from './tuned';

/**
 * Tropical pruning (Alfarra, Bibi, Hammoud, Gaafar and Ghanem, On the Decision Boundaries of Neural Networks: A Tropical Geometry
 * Perspective, IEEE TPAMI 2022, arXiv 2002.08838): the zonotopes whose hull is dual to the decision boundaries of two dense layers are
 * to move little while generators vanish. The updates of its surrogate choose what goes; what stays keeps its trained weights.
 * Networks of more dense layers are taken two layers at a time, and layers of more outputs as sums over pairs of outputs.
 *
 * The paper prunes by lambda; here a level finds the lambda that removes exactly the sparsity asked for.
 */
export const tropical: Method<'tropical'> = {
  plan: (context) => {
    const { method, network, level, before } = context;
    const masksOf = method.unit === 'neurons' ? neuronMasks : weightMasks;
    const masks = masksOf(network, before!.trained, method.sparsities[level - 1]!, method.sweeps);
    return tunedLevel(context, masks, method);
  },
};
