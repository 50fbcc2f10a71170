import { canonicalJson, isRecord, readRecipe, type Comparison, type Json } from '@tombola/shared';

/** A recipe under the name of the trial that trains it. */
export interface TrialRecipe {
  readonly trial: string;
  /** Equal hashes are equal recipes. */
  readonly recipeHash: string;
  /** As it is stored, defaults left out. */
  readonly recipe: unknown;
}

/**
 * The members in which recipes differ, by path (`optimizer.learningRate`). Defaults are filled in first, so a member that
 * is left out and one that says the default are the same; one that a recipe cannot have is null.
 */
export function recipeDifferences(trials: readonly TrialRecipe[]): Comparison['differences'] {
  const recipes = new Map<string, Map<string, Json>>();
  for (const { recipeHash, recipe } of trials) {
    if (!recipes.has(recipeHash)) recipes.set(recipeHash, membersOf(recipeHash, recipe));
  }
  const paths = new Set([...recipes.values()].flatMap((members) => [...members.keys()]));
  return [...paths]
    .filter((path) => new Set([...recipes.values()].map((each) => canonicalJson(each.get(path) ?? null))).size > 1)
    .map((path) => ({
      path,
      values: Object.fromEntries(
        trials.map(({ trial, recipeHash }) => [trial, recipes.get(recipeHash)!.get(path) ?? null]),
      ),
    }));
}

/** A hash says all of a recipe, so what was made of one stays true; the eldest go first. */
const known = new Map<string, Map<string, Json>>();
const MOST_KNOWN = 5000;

function membersOf(recipeHash: string, recipe: unknown): Map<string, Json> {
  const found = known.get(recipeHash);
  if (found !== undefined) return found;
  const members = flattened(filled(recipe));
  known.set(recipeHash, members);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
  return members;
}

/** What this version cannot read, because it is another's, is compared as it is. */
function filled(recipe: unknown): unknown {
  try {
    return readRecipe(recipe);
  } catch {
    return recipe;
  }
}

/** Members of nested records by path; lists are values. */
function flattened(value: unknown, path = ''): Map<string, Json> {
  if (!isRecord(value)) return new Map([[path, value as Json]]);
  const below = path === '' ? '' : `${path}.`;
  return new Map(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .flatMap(([name, member]) => [...flattened(member, below + name)]),
  );
}
