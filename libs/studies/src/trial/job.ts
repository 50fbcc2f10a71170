import { canonicalJson, minimalRecipe, omit, readRecipe, recipeHash, type Recipe } from '@tombola/shared';
import { lineageOf } from './lineage';

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

/** The levels of a trial: 0 is before pruning. A control that names some has those among {@link controllable}. */
export function levelsOf(recipe: Recipe): number[] {
  const only = recipe.control?.levels;
  return controllable(recipe).filter((level) => only?.includes(level) ?? true);
}

/** The levels that the recipe's control may name: the pruned ones, and level 0 too where what it changes is the order of examples. */
export function controllable({ method, control }: Recipe): number[] {
  const all = lineageOf(method).levels(method);
  return control === undefined || control.name === 'reorder' ? all : all.filter((level) => level > 0);
}

/**
 * The job that stands for a level: level 0 of most methods is the dense training of the same recipe, trained once and
 * shared by all methods and studies.
 */
export function resolve(job: Job): Job {
  const { recipe } = job;
  if (job.level > 0 || recipe.control?.name === 'reorder') return job;
  if (lineageOf(recipe.method).ownLevelZero === true) return { ...job, recipe: ticketRecipe(recipe) };
  return { ...job, recipe: denseRecipe(recipe) };
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

/** The job of a level without its control: the training whose ticket the control spoils, or trains once more. */
export function withoutControl({ recipe, seed, level }: Job): Job {
  return resolve({ recipe: ticketRecipe(recipe), seed, level });
}

/**
 * The job whose training decides this job's masks or weights; none for a training that starts by itself. What is trained in
 * another order is compared with its ticket's training, which therefore comes before it.
 */
export function parentOf(job: Job): Job | undefined {
  const { recipe, seed, level } = job;
  if (recipe.control?.name === 'reorder') return withoutControl(job);
  if (level === 0) return undefined;
  const ticket = ticketRecipe(recipe);
  const ancestor = lineageOf(ticket.method).ancestor?.(ticket.method, level, ticket);
  if (ancestor === undefined) return undefined;
  return resolve({ recipe: ancestor.recipe ?? ticket, seed, level: ancestor.level });
}

/** The jobs whose files the training of a job reads, nearest first; all of them come before it. */
export function neededBy(job: Job): Job[] {
  const parent = parentOf(job);
  if (parent === undefined) return [];
  return job.recipe.control?.name === 'reorder' ? [parent, ...neededBy(parent)] : [parent];
}

/** The recipe of a trial, and those that train what its levels start from. */
export function recipesOf(recipe: Recipe): Recipe[] {
  const found = new Set([recipe]);
  for (const first of jobsOfTrial(recipe, 0)) {
    for (let job: Job | undefined = first; job !== undefined; job = parentOf(job)) found.add(job.recipe);
  }
  return [...found];
}

/** The recipe as it is stored beside results. */
export function storedRecipe(recipe: Recipe): unknown {
  return minimalRecipe(recipe);
}
