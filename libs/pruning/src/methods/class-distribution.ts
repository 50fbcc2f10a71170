import { magnitudeBesideUnits } from '../criteria/within-units';
import { classLevel } from './class-pruning';
import type { Method } from './method';

/**
 * Class-distribution pruning (See, Luong and Manning, CoNLL 2016, section 3.2, with units as classes: Alfarra et al., arXiv
 * 2002.08838): of each unit the weights below lambda times the standard deviation of its weights, with the lambda at which the layer
 * loses the share asked for.
 */
export const classDistribution: Method<'class-distribution'> = {
  plan: (context) => classLevel(context, (state, names) => magnitudeBesideUnits(context.network, state, names)),
};
