import { learningRate } from '@tombola/nn';
import type { OptionsOf, Recipe } from '@tombola/shared';
import type { Before, LevelContext, LevelPlan } from '../methods/method';

/** How survivors restart, as a recipe says it. */
export type RestartOptions = OptionsOf<'imp'>['restart'];

/**
 * What a pruned network is trained on from, and where in the schedule. Optimizer slots are zero at every restart.
 *
 * - `rewind`: weights and statistics of batch norm as the dense training had them after `step` steps, and the schedule from
 *   there (Frankle et al., Stabilizing the Lottery Ticket Hypothesis, 2019; Linear Mode Connectivity, ICML 2020). Step 0 is
 *   the reset to initial weights (Frankle and Carbin 2019). The authors' open_lth trains to `step` first and starts level 0
 *   anew there, with new slots; here level 0 is one unbroken training that passes through the same weights.
 * - `learning-rate`: trained weights, the schedule from `step` on (Renda, Frankle and Carbin, ICLR 2020, section 2).
 * - `fine-tune`: trained weights, so many steps at one rate, by default the last of the schedule (Han et al. 2015; Renda et
 *   al. section 2).
 * - `reinit`: new weights in every round, biases and all, and the whole schedule (Alfarra et al., On the Decision Boundaries of Neural
 *   Networks: A Tropical Geometry Perspective, IEEE TPAMI 2022, lottery section). The draw is the number of the round.
 */
export async function restart(
  options: RestartOptions,
  { recipe, level, initial, trainedFor }: Pick<LevelContext, 'recipe' | 'level' | 'initial' | 'trainedFor'>,
  { trained }: Pick<Before, 'trained'>,
): Promise<Pick<LevelPlan, 'parameters' | 'from' | 'training'>> {
  switch (options.name) {
    case 'rewind':
      return { parameters: await trainedFor(options.step), from: options.step };
    case 'learning-rate':
      return { parameters: trained, from: options.step };
    case 'reinit':
      return { parameters: initial(level, options.initialiser) };
    case 'fine-tune': {
      const { steps, learningRate: rate = lastLearningRate(recipe) } = options;
      return {
        parameters: trained,
        training: {
          steps,
          schedule: { name: 'constant', warmup: 0 },
          optimizer: { ...recipe.optimizer, learningRate: rate },
        },
      };
    }
  }
}

/** The learning rate of the last step of a recipe's schedule. */
export function lastLearningRate(recipe: Recipe): number {
  return learningRate(recipe, recipe.steps);
}
