import type { StudyCreate, StudyDeclaration } from '@tombola/shared';
import { valueAt } from '../schema-form/patch';
import type { Values } from '../schema-form/json-schema';

/** One of several recipes: what it changes of the first. */
export interface Arm {
  readonly id: string;
  readonly label: string;
  readonly recipe: Values;
}

/** What a study of one's own says of itself. */
interface Words {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly citation: string;
}

/** Lines whose colours can be told apart; a figure has no more. */
export const MOST_LINES = 7;

const tables: StudyDeclaration['tables'] = [
  { metric: 'testAccuracyAtEarlyStop', label: 'test accuracy at early stopping', unit: 'percent' },
  { metric: 'earlyStopIteration', label: 'early-stopping iteration', unit: 'count' },
  { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
];

/** A declaration of arms over one recipe, with the tables and the figure that every training can fill. */
export function declare(
  words: Words,
  recipe: Values,
  arms: readonly Arm[],
  seeds: readonly number[],
): StudyDeclaration {
  const drawn = arms.slice(0, MOST_LINES);
  const subtitle = `the first ${drawn.length} of ${arms.length} arms; the tables have all`;
  return {
    ...words,
    recipe,
    arms: arms.map((arm) => ({ ...arm, recipe: { ...arm.recipe } })),
    scales: { quick: { description: 'As it is written.', seeds: [...seeds] } },
    tables,
    figure: {
      kind: 'line',
      title: words.title,
      ...(arms.length > drawn.length && { subtitle }),
      y: { metric: 'testAccuracyAtEarlyStop', label: 'Test accuracy at early stopping (%)', unit: 'percent' },
      arms: drawn.map(({ id, label }) => ({ arm: id, label })),
    },
    claims: [],
  };
}

/** A study that is one recipe, as the server makes one of it. */
export function studyOfRecipe(recipe: Values, seeds: readonly number[]): StudyDeclaration {
  const name = (member: string) => {
    const found = valueAt(recipe, [member, 'name']);
    return typeof found === 'string' ? found : undefined;
  };
  const label = [name('method') ?? 'dense', name('control')].filter((each) => each !== undefined).join(', ');
  const words = {
    id: 'recipe',
    title: `${label}: ${name('network')} on ${name('dataset')}`,
    question: 'What does this recipe give?',
    citation: 'a recipe of one’s own',
  };
  return declare(words, recipe, [{ id: 'recipe', label, recipe: {} }], seeds);
}

/** What a study is called that is made of a recipe or a declaration, if that says it. */
export function titleOf(request: StudyCreate | undefined): string | undefined {
  const source = request?.source;
  if (source?.from === 'recipe') return studyOfRecipe(source.recipe, [0]).title;
  const title = source?.from === 'declaration' ? source.declaration['title'] : undefined;
  return typeof title === 'string' ? title : undefined;
}
