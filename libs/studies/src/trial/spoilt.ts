import { initialise, structureOf, type NetworkStructure } from '@tombola/nn';
import { permuteMasksGlobally, permuteValues, shuffleMasks, type LevelPlan } from '@tombola/pruning';
import type { Job } from './job';

/**
 * The plan with the recipe's control: another draw of the weights, the mask shuffled, or both; or values permuted. Controls
 * that keep other weights than the plan's masks need their values in the plan: `checkMethod` refuses them where they are 0.
 *
 * @param network the recipe's
 */
export function spoilt(plan: LevelPlan, { recipe, seed }: Omit<Job, 'level'>, network: NetworkStructure): LevelPlan {
  const { control } = recipe;
  if (control === undefined) return plan;
  const { draw } = control;
  const shuffled = () => shuffleMasks(plan.masks, seed, draw);
  const planned = plan.network === undefined ? network : structureOf(plan.network, network);
  const drawn = (initialiser = recipe.initialiser) => ({
    ...plan.parameters,
    ...initialise(planned, initialiser, seed, draw + 1),
  });
  switch (control.name) {
    case 'reinit':
      return { ...plan, parameters: drawn(control.initialiser) };
    case 'shuffle':
      return { ...plan, masks: shuffled() };
    case 'permute-globally':
      return { ...plan, masks: permuteMasksGlobally(plan.masks, seed, draw) };
    case 'permute-values':
      return { ...plan, parameters: permuteValues(plan.parameters, plan.masks, seed, draw) };
    case 'random-ticket':
      return { ...plan, masks: shuffled(), parameters: drawn() };
    case 'reorder':
      return plan;
  }
}
