import { groupBy } from '@tombola/shared';
import type { Compared, ComparedTrial, Member } from './compared';
import { text } from './labels';

/** What decides the shapes of weights and masks: the network, and the images and classes that it is for. */
const decides = (path: string) =>
  path.startsWith('network.') || ['dataset.name', 'dataset.size', 'dataset.classes'].includes(path);

/** Recipes whose networks have the same parameters have the same key, in words. */
export interface FamilyKeys {
  readonly keyOf: (recipe: string) => string;
  readonly labelOf: (recipe: string) => string;
}

/** Tells recipes of one network from those of others. */
export function familyKeys(members: readonly Member[]): FamilyKeys {
  const deciding = members.filter(({ path }) => decides(path));
  const valuesOf = (recipe: string) => deciding.map(({ values }) => values.get(recipe) ?? null);
  return {
    keyOf: (recipe) => JSON.stringify(valuesOf(recipe)),
    labelOf: (recipe) =>
      valuesOf(recipe)
        .flatMap((value) => (value === null ? [] : text(value)))
        .join(', ') || 'one network',
  };
}

/** For every network a trial that has been trained: what is true of its shapes is true of all. By the key of the family. */
export function trialsOfFamilies({ trials, members }: Compared): Map<string, ComparedTrial> {
  const { keyOf } = familyKeys(members);
  const trained = trials.filter(({ points }) => points.length > 0);
  return new Map([...groupBy(trained, ({ recipeHash }) => keyOf(recipeHash))].map(([key, own]) => [key, own[0]!]));
}
