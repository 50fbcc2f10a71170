import { isRecord, readRecipe } from '@tombola/shared';
import { formatMetricName } from '../lib/format';
import { capitalise } from '../lib/words';

/** A member of a recipe, in words. */
export interface RecipeEntry {
  /** `optimizer.learningRate`. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
  /** Left out of the recipe: this is what that means. */
  readonly isDefault: boolean;
}

/** Entries that belong together. */
export interface RecipeGroup {
  readonly title: string;
  readonly entries: readonly RecipeEntry[];
}

/** Members that stand alone come together under these names. */
const titles: Readonly<Record<string, string>> = { steps: 'Training', dataset: 'Data' };
const alone = 'steps';

/**
 * A recipe with every default filled in, in groups. One that this version cannot read (a newer server's) is told as it
 * stands.
 */
export function recipeGroups(recipe: Readonly<Record<string, unknown>>): RecipeGroup[] {
  const groups = new Map<string, RecipeEntry[]>();
  for (const [key, value] of Object.entries(filledIn(recipe))) {
    if (value === undefined) continue;
    const group = isRecord(value) ? key : alone;
    const entries = isRecord(value) ? entriesOf(value, recipe[key], key) : [entryOf(key, value, !(key in recipe))];
    groups.set(group, [...(groups.get(group) ?? []), ...entries]);
  }
  return [...groups].map(([key, entries]) => ({ title: titles[key] ?? capitalise(formatMetricName(key)), entries }));
}

function filledIn(recipe: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    return readRecipe(recipe);
  } catch {
    return { ...recipe };
  }
}

function entriesOf(value: Record<string, unknown>, given: unknown, path: string): RecipeEntry[] {
  return Object.entries(value).flatMap(([key, member]) => {
    if (member === undefined) return [];
    const isGiven = isRecord(given) && key in given;
    return [entryOf(`${path}.${key}`, member, !isGiven)];
  });
}

function entryOf(path: string, value: unknown, isDefault: boolean): RecipeEntry {
  const name = capitalise(formatMetricName(path.split('.').at(-1)!));
  return { path, name, value: valueText(value), isDefault };
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(valueText).join(', ') || 'none';
  return JSON.stringify(value);
}

function numberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return value.toExponential();
  return size >= 10_000 ? value.toLocaleString('en') : String(value);
}
