import { canonicalJson, minimalRecipe, omit, readRecipe, recipeHash, type Recipe } from '@tombola/shared';

/** One training: one level of one trial. */
export interface Job {
  readonly recipe: Recipe;
  readonly seed: number;
  readonly level: number;
}

/** Where a job's results lie below the results folder, and its name everywhere: `RECIPE/seed-S/level-L`. */
export function jobKey({ recipe, seed, level }: Job): string {
  return `${hashOf(recipe)}/seed-${seed}/level-${level}`;
}

const hashes = new WeakMap<Recipe, string>();

function hashOf(recipe: Recipe): string {
  if (!hashes.has(recipe)) hashes.set(recipe, recipeHash(recipe));
  return hashes.get(recipe)!;
}

/** The jobs of a trial, each resolved to the trial that really trains it. */
export function jobsOfTrial(recipe: Recipe, seed: number): Job[] {
  return levelsOf(recipe).map((level) => resolve({ recipe, seed, level }));
}

/** The levels of a trial: 0 is dense; a control has only pruned ones. */
export function levelsOf({ method, control }: Recipe): number[] {
  if (method.name === 'dense') return [0];
  const all = Array.from({ length: method.levels + 1 }, (_, level) => level);
  if (control === undefined) return all;
  return all.filter((level) => level > 0 && (control.levels?.includes(level) ?? true));
}

/**
 * The job that stands for a level: level 0 of every method is the dense training of the same recipe, trained once and
 * shared by all methods and studies.
 */
export function resolve(job: Job): Job {
  return job.level === 0 ? { ...job, recipe: denseRecipe(job.recipe) } : job;
}

const denseRecipes = new Map<string, Recipe>();
const denseOf = new WeakMap<Recipe, Recipe>();

/** One value for all recipes with the same dense training: its hash is computed once. */
function denseRecipe(recipe: Recipe): Recipe {
  const known = denseOf.get(recipe);
  if (known !== undefined) return known;
  const training = omit(recipe, 'method', 'control');
  const key = canonicalJson(training);
  // A server lives long and sees many recipes.
  if (denseRecipes.size > 1000) denseRecipes.clear();
  const dense = denseRecipes.get(key) ?? readRecipe(training);
  denseRecipes.set(key, dense);
  denseOf.set(recipe, dense);
  return dense;
}

const ticketRecipes = new WeakMap<Recipe, Recipe>();

/** The recipe without its control, whose tickets the control spoils; one value a recipe, as for `denseRecipe`. */
function ticketRecipe(recipe: Recipe): Recipe {
  if (recipe.control === undefined) return recipe;
  if (!ticketRecipes.has(recipe)) ticketRecipes.set(recipe, readRecipe(omit(recipe, 'control')));
  return ticketRecipes.get(recipe)!;
}

/** The job whose trained weights decide this job's masks; none for dense training. */
export function parentOf({ recipe, seed, level }: Job): Job | undefined {
  if (level === 0 || recipe.method.name === 'dense') return undefined;
  const from = recipe.method.mode === 'one-shot' ? 0 : level - 1;
  return resolve({ recipe: ticketRecipe(recipe), seed, level: from });
}

/** The recipe as it is stored beside results. */
export function storedRecipe(recipe: Recipe): unknown {
  return minimalRecipe(recipe);
}
