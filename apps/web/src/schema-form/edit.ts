import { without } from './json-schema';
import { keyOf, type Entries, type ResolvedUnion } from './resolve';
import { printValue } from './texts';
import type { Leaf, Node } from './tree';

/** The entries without those of a node and of everything in it: as it was before. */
export function resetNode(entries: Entries, node: Pick<Node, 'path'>): Entries {
  const key = keyOf(node);
  return Object.fromEntries(Object.entries(entries).filter(([each]) => each !== key && !each.startsWith(`${key}.`)));
}

/** The entries with another text at a leaf. What is empty says nothing: the value is as it was before. */
export function typeText(entries: Entries, node: Leaf, text: string): Entries {
  const others = without(entries, keyOf(node));
  return text === '' ? others : { ...others, [keyOf(node)]: text };
}

/** The entries without what the recipe beneath says at a node. */
export function removeNode(entries: Entries, node: Pick<Node, 'path'>): Entries {
  return { ...resetNode(entries, node), [keyOf(node)]: '' };
}

/**
 * The entries with another variant. What was typed stays where the new variant has such a member, and what the new one
 * needs and the old one had comes along: a learning rate from Adam to SGD. What else it needs begins with an example.
 */
export function chooseVariant(entries: Entries, union: ResolvedUnion, name: string): Entries {
  const { node, before, members } = union;
  const key = keyOf(node);
  const variant = node.variants.find((each) => each.name === name);
  const known = new Set((variant?.members ?? []).map((member) => member.path.at(-1)));
  const typed = Object.entries(entries).filter(([each]) => {
    if (each === key || each === `${key}.${node.key}`) return false;
    return !each.startsWith(`${key}.`) || known.has(each.slice(key.length + 1).split('.')[0]);
  });
  if (name === before) return Object.fromEntries(typed);
  const needed = (variant?.members ?? []).flatMap((member): [string, string][] => {
    const old = members.find((each) => each.node.path.at(-1) === member.path.at(-1));
    if (member.kind !== 'leaf' || !member.required || old === undefined) return examplesOf(member);
    return 'members' in old || old.value === undefined
      ? examplesOf(member)
      : [[keyOf(member), printValue(member, old.value)]];
  });
  return { ...Object.fromEntries(needed), ...Object.fromEntries(typed), [`${key}.${node.key}`]: name };
}

/** Texts for what is needed and has no default, where the schema has an example. */
function examplesOf(node: Node): [string, string][] {
  if (!node.required) return [];
  if (node.kind === 'record') return node.members.flatMap(examplesOf);
  const [example] = node.schema.examples ?? [];
  if (node.kind !== 'leaf' || node.byDefault !== undefined || example === undefined) return [];
  return [[keyOf(node), printValue(node, example)]];
}
