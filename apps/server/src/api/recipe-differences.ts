import { canonicalJson, isRecord, readRecipe, type Comparison, type Json } from '@tombola/shared';
import { onceARecipe } from './once-a-recipe';

/** A recipe under the name of the trial that trains it. */
export interface TrialRecipe {
  readonly trial: string;
  /** Equal hashes are equal recipes. */
  readonly recipeHash: string;
  /** As it is stored, defaults left out. */
  readonly recipe: unknown;
}

interface Member {
  readonly value: Json;
  /** Canonical: equal texts are equal values. */
  readonly text: string;
}

/** By path. */
type Members = ReadonlyMap<string, Member>;

/** Of a recipe that cannot have the member. */
const none: Member = { value: null, text: 'null' };

/**
 * The members in which recipes differ, by path (`optimizer.learningRate`). Defaults are filled in first, so a member that
 * is left out and one that says the default are the same; one that a recipe cannot have is null.
 */
export function recipeDifferences(trials: readonly TrialRecipe[]): Comparison['differences'] {
  const recipes = new Map(trials.map(({ recipeHash, recipe }) => [recipeHash, membersOf(recipeHash, recipe)]));
  const all = [...recipes.values()];
  const paths = [...new Set(all.flatMap((members) => [...members.keys()]))];
  const at = (members: Members | undefined, path: string) => members?.get(path) ?? none;
  return paths
    .filter((path) => all.some((members) => at(members, path).text !== at(all[0], path).text))
    .map((path) => ({
      path,
      values: Object.fromEntries(
        trials.map(({ trial, recipeHash }) => [trial, at(recipes.get(recipeHash), path).value]),
      ),
    }));
}

const membersOf = onceARecipe((recipe) => flattened(filled(recipe)));

/** What this version cannot read, because it is another's, is compared as it is. */
function filled(recipe: unknown): unknown {
  try {
    return readRecipe(recipe);
  } catch {
    return recipe;
  }
}

/** Members of nested records by path; lists are values. */
function flattened(value: unknown, path = ''): Members {
  if (!isRecord(value)) return new Map([[path, { value: value as Json, text: canonicalJson(value) }]]);
  const below = path === '' ? '' : `${path}.`;
  return new Map(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .flatMap(([name, member]) => [...flattened(member, below + name)]),
  );
}
