import { ranksWithinUnits } from '../criteria/within-units';
import { classLevel } from './class-pruning';
import type { Method } from './method';

/**
 * Class-uniform pruning (See, Luong and Manning, CoNLL 2016, section 3.2, with units as classes: Alfarra et al., arXiv 2002.08838): of
 * each unit the same share of its weights, those of the smallest magnitudes; give or take one, so that the layer's count is exact.
 */
export const classUniform: Method<'class-uniform'> = {
  plan: (context) => classLevel(context, (state, names) => ranksWithinUnits(context.network, state, names)),
};
