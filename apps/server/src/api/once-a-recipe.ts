/** Recipes that something is kept of; the eldest go first. */
const MOST_RECIPES = 2000;

/**
 * What follows from a recipe alone, worked out once. A hash says all of a recipe, so what was made of one stays true.
 *
 * @param make of a recipe as it is stored, defaults left out
 */
export function onceARecipe<T>(make: (recipe: unknown) => T): (recipeHash: string, recipe: unknown) => T {
  const kept = new Map<string, T>();
  return (recipeHash, recipe) => {
    if (kept.has(recipeHash)) return kept.get(recipeHash)!;
    const made = make(recipe);
    kept.set(recipeHash, made);
    if (kept.size > MOST_RECIPES) kept.delete(kept.keys().next().value!);
    return made;
  };
}
