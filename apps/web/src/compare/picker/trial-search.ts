/** What of trials is searched for. */
export interface TrialSearch {
  /** The beginning of a recipe hash. */
  readonly recipe: string;
  /** The beginning of a seed. */
  readonly seed: string | undefined;
}

/** Reads `a3ed`, `a3ed33466e0f-s1` or the id of a level as a search for trials; undefined for what can be no trial. */
export function trialSearch(text: string): TrialSearch | undefined {
  const [, recipe, seed] = /^([0-9a-f]{3,12})(?:-s?(\d*)(?:-l\d*)?)?$/.exec(text.toLowerCase()) ?? [];
  if (recipe === undefined) return undefined;
  return { recipe, seed: seed === '' || seed === undefined ? undefined : seed };
}
