import type { Parameters } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import type { Masks } from '../masks';
import { commonRanks } from './common-ranks';
import { lamp } from './lamp';
import { random } from './random';
import type { Scores } from './scores';

/** The criteria of iterative magnitude pruning by name. */
export type MaskCriterion = OptionsOf<'imp'>['criterion'];

/** The score of a weight by its value before training and after. */
type Score = (initial: number, final: number) => number;

const grown: Score = (initial, final) => Math.abs(final) - Math.abs(initial);
/** A weight of 0 neither agrees nor differs. */
const whereSame =
  (score: Score): Score =>
  (initial, final) =>
    initial * final > 0 ? score(initial, final) : 0;
const whereOther =
  (score: Score): Score =>
  (initial, final) =>
    initial * final < 0 ? score(initial, final) : 0;
const largeFinal: Score = (_, final) => Math.abs(final);

const weightwise = {
  'large-final': largeFinal,
  'small-final': (_, final) => -Math.abs(final),
  'large-init': (initial) => Math.abs(initial),
  'small-init': (initial) => -Math.abs(initial),
  'magnitude-increase': grown,
  movement: (initial, final) => Math.abs(final - initial),
  'large-final-same-sign': whereSame(largeFinal),
  'large-final-diff-sign': whereOther(largeFinal),
  'magnitude-increase-same-sign': whereSame(grown),
  'magnitude-increase-diff-sign': whereOther(grown),
} satisfies Partial<Record<MaskCriterion, Score>>;

export interface Training {
  /** What the weights were before the training, */
  readonly initial: Parameters;
  /** and after it. */
  readonly final: Parameters;
  /** The weights that are scored: the kept ones of the masks' parameters. */
  readonly masks: Masks;
  /** For scores that are drawn. */
  readonly seed: number;
}

/**
 * Scores of weights by what a training made of them: the mask criteria of Zhou et al. (Deconstructing Lottery Tickets,
 * NeurIPS 2019, section 2 and table S1), magnitude among them, and LAMP. Pruned weights have a score too, without meaning.
 *
 * Where signs decide, all weights that they rule out score 0, so many are equal; a criterion of growth scores weights that
 * shrank below those.
 */
export function maskScores(criterion: MaskCriterion, { initial, final, masks, seed }: Training): Scores {
  switch (criterion) {
    case 'random': {
      const sizes = Object.entries(masks).map(([name, { data }]) => [name, data.length] as const);
      return random(Object.fromEntries(sizes), seed);
    }
    case 'lamp':
      return lamp(final, masks);
    case 'large-init-large-final':
    case 'small-init-small-final': {
      const score = criterion === 'large-init-large-final' ? Math.abs : (weight: number) => -Math.abs(weight);
      return commonRanks(initial, final, masks, score);
    }
    default:
      return scoreEach(weightwise[criterion], initial, final, masks);
  }
}

function scoreEach(score: Score, initial: Parameters, final: Parameters, masks: Masks): Scores {
  return Object.fromEntries(
    Object.keys(masks).map((name) => {
      const [before, after] = [initial[name]!.data, final[name]!.data];
      // No sign says anything of a weight that is no number: it must not become a 0.
      return [name, after.map((weight, i) => (Number.isNaN(weight) ? NaN : score(before[i]!, weight)))];
    }),
  );
}
