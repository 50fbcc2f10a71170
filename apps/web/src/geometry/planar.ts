/** Data sets of points of a plane, which networks with two inputs are trained on. */
export const planarNames: readonly string[] = ['two-moons', 'circles', 'spirals', 'blobs', 'points'];

/** The page of a level's geometry; undefined when its data are no plane, or it is in no study. */
export function geometryHref(
  recipe: Readonly<Record<string, unknown>>,
  place: { readonly study: string; readonly arm: string } | undefined,
  { seed, level }: { readonly seed: number; readonly level: number },
): string | undefined {
  const { name } = (recipe['dataset'] ?? {}) as { readonly name?: string };
  if (name === undefined || !planarNames.includes(name) || place === undefined) return undefined;
  return `/geometry?${new URLSearchParams({ ...place, seed: String(seed), level: String(level) })}`;
}
