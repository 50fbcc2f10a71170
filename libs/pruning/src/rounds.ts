import { budgetOfRound, pruneToBudget, type Budget } from './budget';
import type { Scores } from './criteria/scores';
import type { Masks } from './masks';

export interface RoundOptions {
  /** How often weights are scored; 1 is one-shot. */
  readonly rounds: number;
  /** Whether pruned weights compete again in every round, as with FORCE; otherwise masks are nested. Default: no. */
  readonly regrow?: boolean;
  /** Called after every round with the masks it made. */
  readonly onRound?: (round: number, masks: Masks) => void;
}

/**
 * Prunes to a budget in rounds by equal ratios: each scores the network that the one before has left, so that what matters
 * only once others are gone is found out (Tanaka et al., NeurIPS 2020; de Jorge et al., ICLR 2021).
 *
 * @param score the scores of all weights of the network that the masks make; the lowest go first
 * @param masks what there is to prune from
 */
export async function pruneInRounds(
  masks: Masks,
  budget: Budget,
  { rounds, regrow = false, onRound }: RoundOptions,
  score: (masks: Masks, round: number) => Scores | Promise<Scores>,
): Promise<Masks> {
  let current = masks;
  for (let round = 1; round <= rounds; round++) {
    const scores = await score(current, round);
    current = pruneToBudget(regrow ? masks : current, scores, budgetOfRound(masks, budget, round, rounds));
    onRound?.(round, current);
  }
  return current;
}
