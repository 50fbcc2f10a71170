import type { Recipe } from '@tombola/shared';
import type { StepRule } from '@tombola/nn';
import type { Masks } from '../masks';
import type { LevelContext, LevelPlan } from './method';

/** How what a mask leaves of a trained network is trained: options that methods which prune one share. */
export interface Tuning {
  readonly retrain: 'none' | 'biases' | 'all';
  readonly fineTuneSteps?: number | undefined;
  readonly fineTuneRate?: number | undefined;
}

/** The rule that biases alone are trained. */
const biasesOnly: StepRule = { key: 'biases only', trains: ({ role }) => role === 'bias' };

/** A level of the trained weights of the level before under a mask: as they are, their biases trained on, or all of them. */
export function tunedLevel(
  { recipe, before }: Pick<LevelContext, 'recipe' | 'before'>,
  masks: Masks,
  { retrain, ...options }: Tuning,
): LevelPlan {
  const plan = { masks, parameters: before!.trained };
  if (retrain === 'none') return { ...plan, from: recipe.steps };
  return { ...plan, training: fineTuning(recipe, options), ...(retrain === 'biases' && { rule: biasesOnly }) };
}

/** The training of a fine-tuned network: a quarter of the steps at a hundredth of the rate, unless told otherwise. */
export function fineTuning(recipe: Recipe, options: Omit<Tuning, 'retrain'>): NonNullable<LevelPlan['training']> {
  const { fineTuneSteps = Math.max(1, Math.floor(recipe.steps / 4)) } = options;
  const { fineTuneRate = recipe.optimizer.learningRate / 100 } = options;
  return {
    steps: fineTuneSteps,
    schedule: { name: 'constant', warmup: 0 },
    optimizer: { ...recipe.optimizer, learningRate: fineTuneRate },
  };
}
