import { minimalRecipe, readRecipe, type Recipe, type Study, type StudyDeclaration } from '@tombola/shared';
import { readStudy } from '@tombola/studies';
import { quote } from '../shell-word';

const tables = [
  { metric: 'testAccuracyAtEarlyStop', label: 'test accuracy at early stopping', unit: 'percent' },
  { metric: 'earlyStopIteration', label: 'early-stopping iteration', unit: 'count' },
  { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
] satisfies StudyDeclaration['tables'];

/**
 * A study that is one recipe: what a trial needs to be trained by `tombola study run FILE`, or to be launched alone.
 *
 * @throws {InputError} naming what is wrong with the recipe.
 */
export function studyOfRecipe(given: unknown, seeds: readonly number[]): Study {
  const recipe = readRecipe(given);
  const label = labelOf(recipe);
  return readStudy({
    id: 'recipe',
    title: `${label}: ${networkLabel(recipe)} on ${recipe.dataset.name}`,
    question: 'What does this recipe give?',
    citation: 'a recipe of one’s own',
    recipe: minimalRecipe(recipe) as Record<string, unknown>,
    arms: [{ id: 'recipe', label }],
    scales: { quick: { description: 'The recipe as it is.', seeds: [...seeds] } },
    tables,
    figure: {
      kind: 'line',
      title: label,
      y: { metric: 'testAccuracyAtEarlyStop', label: 'Test accuracy at early stopping (%)', unit: 'percent' },
      arms: [{ arm: 'recipe', label }],
    },
    claims: [],
  } satisfies StudyDeclaration);
}

function networkLabel({ network }: Recipe): string {
  return network.name === 'custom' ? network.definition.name : network.name;
}

function labelOf({ method, control }: Recipe): string {
  return control === undefined ? method.name : `${method.name}, ${control.name}`;
}

/** A command that trains one trial and nothing that it does not need, in a POSIX shell. */
export function reproduceTrial(id: string, recipe: unknown, seed: number): string {
  const study = JSON.stringify(studyOfRecipe(recipe, [seed]));
  return `printf %s ${quote(study)} > ${id}.json && tombola study run ${id}.json`;
}
