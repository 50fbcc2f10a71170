import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedError, InputError, readRecipe, type Recipe } from '@tombola/shared';
import { jobKey, levelsOf, resolve, type Job } from './job';
import { Results, type LevelResult } from './results';

/** A trial in a results folder, with what is stored of its levels. */
export interface StoredTrial {
  readonly recipe: Recipe;
  readonly hash: string;
  readonly seed: number;
  readonly levels: readonly {
    readonly level: number;
    readonly key: string;
    readonly result: LevelResult | undefined;
  }[];
}

/** The parts of `RECIPE[/seed-S[/level-L]]`; RECIPE may be the beginning of a hash that no other begins with. */
const pattern = /^([0-9a-f]{3,12})(?:\/seed-(\d+))?(?:\/level-(\d+))?\/?$/;

/**
 * The trials that a name means: all seeds of a recipe, or one of them.
 *
 * @throws {InputError} when the name is no name of a trial, or nothing of it is stored.
 */
export async function findTrials(root: string, name: string): Promise<StoredTrial[]> {
  const match = pattern.exec(name);
  if (match === null) {
    throw new InputError({
      what: 'this is no name of a trial',
      value: name,
      expected: 'RECIPE, RECIPE/seed-S or RECIPE/seed-S/level-L, RECIPE being (the beginning of) a recipe hash',
      mend: '`tombola study show` lists the trials of a study.',
    });
  }
  const hash = await completeHash(root, match[1]!);
  const recipe = await storedRecipe(root, hash);
  const stored = await seedsOf(root, hash);
  const seeds = match[2] === undefined ? stored : stored.filter((seed) => seed === Number(match[2]));
  if (seeds.length === 0) {
    throw new InputError({
      what: 'nothing of this trial is stored',
      value: name,
      expected: `one of the seeds ${stored.join(', ')}`,
    });
  }
  const results = new Results(root);
  return Promise.all(
    seeds.map(async (seed) => ({
      recipe,
      hash,
      seed,
      levels: await Promise.all(
        levelsOf(recipe).map(async (level) => {
          const job = resolve({ recipe, seed, level });
          return { level, key: jobKey(job), result: await results.result(job) };
        }),
      ),
    })),
  );
}

/**
 * The finished level that a name means: `RECIPE/seed-S/level-L`, or the last finished one of `RECIPE/seed-S`.
 *
 * @throws {InputError} when it is not there.
 */
export async function findLevel(root: string, name: string): Promise<{ job: Job; result: LevelResult }> {
  const [trial, ...others] = await findTrials(root, name);
  const level = pattern.exec(name)![3];
  if (trial === undefined || others.length > 0) {
    throw new InputError({
      what: 'this names more than one trial',
      value: name,
      expected: 'RECIPE/seed-S',
      mend: 'Add the seed.',
    });
  }
  const finished = trial.levels.filter(({ result }) => result !== undefined);
  const wanted = level === undefined ? finished.at(-1) : finished.find((each) => each.level === Number(level));
  if (wanted?.result === undefined) {
    throw new InputError({
      what: 'this level is not finished',
      value: name,
      expected:
        finished.length === 0
          ? 'a trial with finished levels'
          : `one of the levels ${finished.map((each) => each.level).join(', ')}`,
      mend: 'Run its study to the end.',
    });
  }
  return { job: resolve({ recipe: trial.recipe, seed: trial.seed, level: wanted.level }), result: wanted.result };
}

async function completeHash(root: string, beginning: string): Promise<string> {
  const hashes = (await readdir(root).catch(() => [])).filter((name) => /^[0-9a-f]{12}$/.test(name));
  const matching = hashes.filter((hash) => hash.startsWith(beginning));
  if (matching.length === 1) return matching[0]!;
  throw new InputError({
    what: matching.length === 0 ? 'no such recipe is stored' : 'several recipes begin like this',
    value: beginning,
    expected: `one of ${(matching.length === 0 ? hashes : matching).slice(0, 8).join(', ') || 'none: the results folder is empty'}`,
    mend: `Results are looked for in ${root}; --results names another folder.`,
  });
}

async function storedRecipe(root: string, hash: string): Promise<Recipe> {
  const path = join(root, hash, 'recipe.json');
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return readRecipe(JSON.parse(text));
  } catch (error) {
    throw new DamagedError(
      {
        what: `${path} is damaged`,
        expected: 'the recipe of the results beside it',
        mend: 'Run their study again: it writes the recipe anew.',
      },
      { cause: error },
    );
  }
}

async function seedsOf(root: string, hash: string): Promise<number[]> {
  const names = await readdir(join(root, hash));
  return names.flatMap((name) => (/^seed-\d+$/.test(name) ? [Number(name.slice(5))] : [])).sort((a, b) => a - b);
}
