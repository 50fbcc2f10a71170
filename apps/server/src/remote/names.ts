import { InputError } from '@tombola/shared';
import type { TrialDetail } from '../client/api';
import type { Client } from '../client/client';

/** `HASH-s0` and `HASH-s0-l3`; `HASH/seed-0/level-3` as results folders have it; the beginning of a hash. */
const form = /^([0-9a-f]{3,12})(?:(?:-s|\/seed-)(\d{1,16})(?:(?:-l|\/level-)(\d{1,3}))?)?\/?$/;

/**
 * The trials of a name: one, or all seeds of a recipe.
 *
 * @throws {InputError} for a name that is none, and for one that no trial of the server has.
 */
export async function findTrials(client: Client, name: string): Promise<TrialDetail[]> {
  const { recipe, seed } = read(name);
  if (recipe.length === 12 && seed !== undefined)
    return [await client.trials.get.query({ trial: `${recipe}-s${seed}` })];
  const { items } = await client.trials.list.query({ recipe, limit: 200 });
  const found = items.filter((trial) => seed === undefined || trial.seed === Number(seed));
  if (found.length === 0) {
    throw new InputError({ what: 'the server has no such trial', value: name, expected: 'the beginning of its name' });
  }
  const recipes = new Set(found.map(({ recipeHash }) => recipeHash));
  if (recipes.size > 1) {
    throw new InputError({
      what: 'several recipes begin so',
      value: name,
      expected: `one of ${[...recipes].join(', ')}`,
    });
  }
  const trials = await Promise.all(found.map(({ id }) => client.trials.get.query({ trial: id })));
  return trials.sort((a, b) => a.seed - b.seed);
}

/** The one trial of a name. @throws {InputError} */
export async function trialOf(client: Client, name: string): Promise<string> {
  const trials = await findTrials(client, name);
  if (trials.length === 1) return trials[0]!.id;
  throw new InputError({
    what: 'this recipe has several trials',
    value: name,
    expected: `one of ${trials.map(({ id }) => id).join(', ')}`,
  });
}

/**
 * The level of a name; of a trial it is the last one that is done. Level 0 of a pruned trial is its dense trial's.
 *
 * @throws {InputError}
 */
export async function levelOf(client: Client, name: string): Promise<string> {
  const { level } = read(name);
  const { tree } = await client.trials.get.query({ trial: await trialOf(client, name) });
  const found = tree.filter((each) => each.state === 'done' && (level === undefined || each.level === Number(level)));
  if (found.length > 0) return found.at(-1)!.id;
  throw new InputError({
    what: level === undefined ? 'no level of this trial is done' : 'this level is not done',
    value: name,
    expected: 'a finished level',
    mend: `See how far it is: tombola trial show ${name.replace(/(-l|\/level-)\d+$/, '')}`,
  });
}

function read(name: string) {
  const [, recipe, seed, level] = form.exec(name) ?? [];
  if (recipe !== undefined) return { recipe, seed, level };
  throw new InputError({
    what: 'this is no name of a trial',
    value: name,
    expected: 'RECIPE-sSEED, RECIPE/seed-SEED, or the beginning of a recipe’s hash',
  });
}
