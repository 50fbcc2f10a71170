import { groupBy } from '@tombola/shared';
import type { Member } from './compared';

/** The place of a trial in a study. */
export interface Place {
  readonly study: string;
  readonly name: string;
  readonly arm: string;
  readonly label: string;
  /** Of the arm among those of its study, from 0. */
  readonly position: number;
}

/** What a group is told apart by, before its name is made. */
export interface Named {
  readonly key: string;
  readonly recipes: readonly string[];
  /** In the studies that are compared; of others, when it is in none of these. */
  readonly place: Place | undefined;
}

/** At most so many members stand in a name. */
const MOST_MEMBERS = 3;

/**
 * Names of groups: the arm's label, followed by the study's name where there are several studies, and by the members that differ
 * where names would be the same; without a place, the members alone.
 */
export function labelsOf(groups: readonly Named[], members: readonly Member[]): Map<string, string> {
  const severalStudies = new Set(groups.map(({ place }) => place?.study)).size > 1;
  // Two studies may have one name: they are told apart by their ids.
  const named = groupBy(
    [...new Map(groups.flatMap(({ place }) => (place ? [[place.study, place.name] as const] : [])))],
    ([, name]) => name,
  );
  const studyName = ({ study, name }: Place) => (named.get(name)!.length > 1 ? `${name} (${study})` : name);
  const first = groups.map((group) => ({
    group,
    label: group.place && (severalStudies ? `${group.place.label} · ${studyName(group.place)}` : group.place.label),
  }));
  const labels = new Map<string, string>();
  for (const [label, same] of groupBy(first, (each) => each.label)) {
    if (label !== undefined && same.length === 1) {
      labels.set(same[0]!.group.key, label);
      continue;
    }
    const differing = members.filter(
      ({ values }) => new Set(same.map(({ group }) => text(values.get(group.recipes[0]!)))).size > 1,
    );
    for (const { group } of same) {
      const own = memberText(differing, group.recipes[0]!);
      const rest = own === '' ? group.recipes[0]! : own;
      labels.set(group.key, label === undefined ? rest : `${label} · ${rest}`);
    }
  }
  return unique(labels, groups);
}

/** What a recipe has of these members, in a few words: `imp, learningRate 0.0012`. */
function memberText(members: readonly Member[], recipe: string): string {
  const parts = members.flatMap(({ path, values }) => {
    const value = values.get(recipe);
    if (value === null || value === undefined) return [];
    const name = path.split('.').at(-1)!;
    return [name === 'name' ? text(value) : `${name} ${text(value)}`];
  });
  return parts.slice(0, MOST_MEMBERS).join(', ') + (parts.length > MOST_MEMBERS ? ', …' : '');
}

/** Names that are still the same get the beginning of the hash. */
function unique(labels: Map<string, string>, groups: readonly Named[]): Map<string, string> {
  for (const [label, same] of groupBy(groups, ({ key }) => labels.get(key)!)) {
    if (same.length === 1) continue;
    for (const { key, recipes } of same) labels.set(key, `${label} · ${recipes[0]!}`);
  }
  return labels;
}

/** A member's value as people read it. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
