import type { ArtifactOut } from '@tombola/shared';
import type { GivenRecipe } from '../../provenance/recipe-words';
import { startOf, type Start } from '../../provenance/start';
import { partsOfLevel } from '../../trial/lineage-words';

/** The trials whose recipes say what the tickets among files start from. */
export function trialsOf(artifacts: readonly ArtifactOut[]): string[] {
  const levels = artifacts.flatMap(({ kind, level }) => (kind === 'ticket' && level !== null ? [level] : []));
  return [...new Set(levels.map((level) => partsOfLevel(level).trial))];
}

/** What each ticket among files starts from, by the file's id; without those whose recipe is not known. */
export function startsOf(
  artifacts: readonly ArtifactOut[],
  recipes: ReadonlyMap<string, GivenRecipe>,
): Map<string, Start> {
  const starts = new Map<string, Start>();
  for (const { id, kind, level } of artifacts) {
    if (kind !== 'ticket' || level === null) continue;
    const { trial, level: number } = partsOfLevel(level);
    const recipe = recipes.get(trial);
    if (recipe !== undefined) starts.set(id, startOf(recipe, number));
  }
  return starts;
}
