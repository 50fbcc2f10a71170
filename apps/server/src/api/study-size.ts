import { InputError, type Study } from '@tombola/shared';
import { levelsOf, planStudy, stepsOf, type PlanOptions } from '@tombola/studies';

/** What a server plans, stores and shows in reasonable time; far more than any study of the literature. */
const most = { arms: 200, tables: 50, claims: 200, recipes: 500, levels: 100_000, steps: 2 ** 31 - 1 } as const;

/**
 * Refuses what is no study but a mistake, before its plan is made.
 *
 * @throws {InputError} naming what is too many, or as {@link planStudy}.
 */
export function checkSize(study: Study, options: PlanOptions): void {
  for (const what of ['arms', 'tables', 'claims'] as const)
    limit(`the study's ${what}`, study[what].length, most[what]);
  const twin = study.arms.find(({ id }, i) => study.arms.findIndex((arm) => arm.id === id) !== i);
  if (twin !== undefined) {
    throw new InputError({ what: 'two arms of the study have one id', value: twin.id, expected: 'an id for each arm' });
  }
  // One seed and one draw say what the arms are; the rest is arithmetic.
  const { arms } = planStudy(study, { ...options, seeds: [0], draws: 1 });
  const scale = study.scales[options.scale]!;
  const seeds = new Set(options.seeds ?? scale.seeds).size;
  const draws = options.draws ?? scale.draws;
  let [recipes, levels] = [0, 0];
  for (const { recipes: drawn } of arms) {
    const recipe = drawn[0]!;
    const count = recipe.control === undefined ? 1 : draws;
    const lengths = levelsOf(recipe).map((level) => stepsOf({ recipe, level }));
    limit('the steps of a level', Math.max(recipe.steps, ...lengths), most.steps);
    recipes += count;
    levels += count * seeds * levelsOf(recipe).length;
  }
  limit('the recipes of the study, one an arm and draw', recipes, most.recipes);
  limit('the levels of the study, over all its arms, draws and seeds', levels, most.levels);
  if (levels === 0) {
    throw new InputError({
      what: 'the study has no level to train',
      value: study.id,
      expected: 'an arm with levels',
      mend: 'Look at the `levels` of its controls.',
    });
  }
}

function limit(what: string, value: number, highest: number): void {
  if (value > highest) throw new InputError({ what: `${what} are too many`, value, expected: `at most ${highest}` });
}
