import { isValues, type Values } from './json-schema';
import type { Resolved, ResolvedBranch, ResolvedGroup, ResolvedUnion } from './resolve';

/** The recipe beneath with everything that was typed and chosen: what did not change is as it was. */
export function targetOf(groups: readonly ResolvedGroup[], base: Values): Values {
  return groups.reduce<Values>((target, { members }) => apply(target, members), base);
}

function apply(base: Values, members: readonly Resolved[]): Values {
  const target: Record<string, unknown> = { ...base };
  for (const member of members) {
    const name = member.node.path.at(-1)!;
    if ('state' in member && member.state === 'removed') delete target[name];
    else if (!('members' in member)) {
      if (member.state === 'changed') target[name] = member.value;
    } else {
      const before = isValues(target[name]) ? target[name] : undefined;
      const inner = apply(beginning(member, before), member.members);
      if (before !== undefined || isSaid(member)) target[name] = inner;
    }
  }
  return target;
}

/** What the members of a record are laid over. */
function beginning(member: ResolvedUnion | ResolvedBranch, before: Values = {}): Values {
  if (!('chosen' in member)) return { ...member.node.constants, ...before };
  if (member.chosen === undefined) return before;
  const { node, chosen } = member;
  if (before[node.key] === chosen) return before;
  return { ...(node.path.at(-1) === 'dataset' ? knownOf(before, member) : {}), [node.key]: chosen };
}

/** What was said of the data set before, as far as the other one has such a member. */
function knownOf(before: Values, { variant }: ResolvedUnion): Values {
  const known = new Set(variant?.members.map(({ path }) => path.at(-1)));
  return Object.fromEntries(Object.entries(before).filter(([name]) => known.has(name)));
}

/** Whether something was typed or chosen in it. */
function isSaid(member: Resolved): boolean {
  if ('state' in member && member.state !== 'same') return true;
  return 'members' in member && member.members.some(isSaid);
}
