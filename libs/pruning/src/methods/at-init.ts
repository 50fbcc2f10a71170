import { budgetOf } from '../budget';
import type { Scores } from '../criteria/scores';
import { collapsedLayers } from '../layer-collapse';
import { denseMasks, type Masks } from '../masks';
import { pruneInRounds, type RoundOptions } from '../rounds';
import { invertScores } from './controls';
import type { LevelContext, LevelPlan } from './method';
import { stopIfAsked } from './stop';

/** The methods that prune before training. */
export type AtInit = 'snip' | 'grasp' | 'synflow' | 'force' | 'prospr' | 'random' | 'magnitude-at-init';

/**
 * The masks of a level whose weights are pruned before training, in one round unless it is said otherwise, to exactly the
 * level's sparsity. How many layers have collapsed is among the level's numbers.
 *
 * @param score the scores of all weights of the network that the masks make; the lowest go first
 * @throws {InputError} for a sparsity that the distribution or `minKeep` does not allow, and for scores that are no numbers.
 * @throws {InterruptedError} when the signal has fired before a round.
 */
export async function pruneAtInit(
  { method, network, level, signal }: Pick<LevelContext<AtInit>, 'method' | 'network' | 'level' | 'signal'>,
  score: (masks: Masks, round: number) => Scores | Promise<Scores>,
  rounds: RoundOptions = { rounds: 1 },
): Promise<Pick<LevelPlan, 'masks' | 'metrics'>> {
  const budget = budgetOf(network, method.sparsities[level - 1]!, method);
  const inverted = 'inverted' in method && method.inverted;
  const masks = await pruneInRounds(denseMasks(network), budget, rounds, async (current, round) => {
    stopIfAsked(signal);
    const scores = await score(current, round);
    return inverted ? invertScores(scores) : scores;
  });
  return { masks, metrics: { collapsedLayers: collapsedLayers(masks).length } };
}
