import { isSame, isValues, type Values } from './json-schema';
import { readText } from './texts';
import type { Branch, Group, Leaf, Node, Union, Variant } from './tree';

/**
 * What was typed and chosen, by path with dots. A member that is not there is as it was before; an empty text takes away
 * what was there.
 */
export type Entries = Readonly<Record<string, string>>;

/** Against what was before: the same, another value, or nothing where there was something. */
export type State = 'same' | 'changed' | 'removed';

export interface ResolvedLeaf {
  readonly node: Leaf;
  readonly state: State;
  /** What stands in the control; empty while nothing was typed. */
  readonly text: string;
  /** The value without what was typed: of the recipe beneath, else the schema's default. */
  readonly before: unknown;
  /** Whether the recipe beneath says it. */
  readonly inBase: boolean;
  readonly value: unknown;
}

export interface ResolvedUnion {
  readonly node: Union;
  readonly state: State;
  /** The name of the variant; undefined where there is none. */
  readonly chosen: string | undefined;
  readonly before: string | undefined;
  readonly inBase: boolean;
  readonly variant: Variant | undefined;
  readonly members: readonly Resolved[];
}

export interface ResolvedBranch {
  readonly node: Branch;
  readonly members: readonly Resolved[];
}

export type Resolved = ResolvedLeaf | ResolvedUnion | ResolvedBranch;

export interface ResolvedGroup {
  readonly title: string;
  readonly members: readonly Resolved[];
}

/** The form over a recipe, with what was typed into it. */
export function resolveForm(groups: readonly Group[], base: Values, entries: Entries): ResolvedGroup[] {
  return groups.map(({ title, nodes }) => ({ title, members: nodes.map((node) => resolve(node, base, {}, entries)) }));
}

/** The key of a node among the entries. */
export const keyOf = ({ path }: Pick<Node, 'path'>): string => path.join('.');

function resolve(node: Node, base: Values, defaults: Values, entries: Entries): Resolved {
  const name = node.path.at(-1)!;
  const inBase = Object.hasOwn(base, name);
  const byDefault = node.byDefault ?? defaults[name];
  if (node.kind === 'leaf') return resolveLeaf(node, inBase, inBase ? base[name] : byDefault, byDefault, entries);
  const beneath = isValues(base[name]) ? base[name] : undefined;
  const standard = isValues(byDefault) ? byDefault : {};
  if (node.kind === 'union') return resolveUnion(node, inBase, beneath, standard, entries);
  const inner = beneath ?? {};
  return { node, members: node.members.map((member) => resolve(member, inner, inBase ? {} : standard, entries)) };
}

function resolveLeaf(node: Leaf, inBase: boolean, before: unknown, byDefault: unknown, entries: Entries): ResolvedLeaf {
  const entry = entries[keyOf(node)];
  const same = { node, inBase, before, state: 'same', text: '', value: before } as const;
  if (entry === undefined) return same;
  if (entry === '') return inBase ? { ...same, state: 'removed', value: byDefault } : same;
  const value = readText(node, entry);
  return { ...same, text: entry, value, state: isSame(value, before) ? 'same' : 'changed' };
}

function resolveUnion(
  node: Union,
  inBase: boolean,
  beneath: Values | undefined,
  standard: Values,
  entries: Entries,
): ResolvedUnion {
  const nameIn = (values: Values | undefined) => {
    const name = values?.[node.key];
    return typeof name === 'string' ? name : undefined;
  };
  const before = nameIn(beneath) ?? nameIn(standard);
  const entry = entries[`${keyOf(node)}.${node.key}`];
  const removed = entries[keyOf(node)] === '' && inBase && entry === undefined;
  const chosen = removed ? nameIn(standard) : (entry ?? before);
  const variant = node.variants.find(({ name }) => name === chosen);
  const kept = chosen === nameIn(beneath) || node.path.at(-1) === 'dataset' ? (beneath ?? {}) : {};
  const defaults = chosen === nameIn(standard) && !(chosen === nameIn(beneath)) ? standard : {};
  return {
    node,
    inBase,
    before,
    chosen,
    variant,
    state: removed ? 'removed' : chosen === before ? 'same' : 'changed',
    members: removed ? [] : (variant?.members ?? []).map((member) => resolve(member, kept, defaults, entries)),
  };
}

/**
 * Titles of the fields that can say what is wrong, by key: values, and unions by themselves and by what tells them apart.
 */
export function fieldTitles(groups: readonly ResolvedGroup[]): Map<string, string> {
  const titles = (members: readonly Resolved[]): [string, string][] =>
    members.flatMap((member) => {
      const key = keyOf(member.node);
      const { title } = member.node;
      if (!('members' in member)) return [[key, title]];
      const own: [string, string][] =
        'chosen' in member
          ? [
              [key, title],
              [`${key}.${member.node.key}`, title],
            ]
          : [];
      return [...own, ...titles(member.members)];
    });
  return new Map(groups.flatMap(({ members }) => titles(members)));
}
