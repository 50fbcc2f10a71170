import { magnitude } from '../criteria/magnitude';
import { classLevel } from './class-pruning';
import type { Method } from './method';

/**
 * Class-blind pruning, as tropical pruning is compared with it (Alfarra et al., arXiv 2002.08838): of each layer the weights of the
 * smallest magnitudes, whichever unit they belong to. In See, Luong and Manning (Compression of Neural Machine Translation Models via
 * Pruning, CoNLL 2016, section 3.2), who have the name, the whole network is one such layer: that is `imp` with scope global.
 */
export const classBlind: Method<'class-blind'> = { plan: (context) => classLevel(context, magnitude) };
