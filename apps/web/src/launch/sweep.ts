import type { StudyDeclaration } from '@tombola/shared';
import { isSame, type Values } from '../schema-form/json-schema';
import { chooseVariant, typeText } from '../schema-form/edit';
import { difference } from '../schema-form/patch';
import {
  keyOf,
  resolveForm,
  type Entries,
  type Resolved,
  type ResolvedLeaf,
  type ResolvedUnion,
} from '../schema-form/resolve';
import { targetOf } from '../schema-form/target';
import { readText } from '../schema-form/texts';
import type { Group } from '../schema-form/tree';
import { declare, type Arm } from './study-of-recipe';

/** A member of the recipe and the values that it takes, as they are typed. */
export interface SweepRow {
  /** With dots; empty while none is chosen. */
  readonly path: string;
  readonly values: string;
}

/** More than three members nobody looks through. */
export const MOST_ROWS = 3;
/** What a server takes. */
export const MOST_ARMS = 200;

/** A member that can be swept: a value, or which of several kinds. */
export type Sweepable = ResolvedLeaf | ResolvedUnion;

/** Every member of the form that may take several values, by its path; unions by the member that tells them apart. */
export function sweepables(members: readonly Resolved[]): Map<string, Sweepable> {
  const each = members.flatMap((member): [string, Sweepable][] => {
    if (!('members' in member)) return [[keyOf(member.node), member]];
    const inner = [...sweepables(member.members)];
    return 'chosen' in member ? [[`${keyOf(member.node)}.${member.node.key}`, member], ...inner] : inner;
  });
  return new Map(each);
}

/** The texts of a row, each once: with commas between them, lists with semicolons. */
export function textsOf(row: SweepRow, member: Sweepable | undefined): string[] {
  const several = member !== undefined && !('chosen' in member) && ['list', 'json'].includes(member.node.control);
  const parts = row.values.split(several ? ';' : /[\s,;]+/).map((part) => part.trim());
  const texts = parts.filter((part) => part !== '');
  if (member === undefined || 'chosen' in member) return [...new Set(texts)];
  const values = texts.map((text) => readText(member.node, text));
  return texts.filter((_, i) => values.findIndex((value) => isSame(value, values[i])) === i);
}

/** One combination of the grid. */
export interface Combination {
  readonly texts: readonly { readonly path: string; readonly title: string; readonly text: string }[];
  readonly recipe: Values;
}

/** Every combination of the rows' values, the last row's values fastest, over a recipe with what was typed into it. */
export function combinationsOf(
  rows: readonly SweepRow[],
  groups: readonly Group[],
  base: Values,
  entries: Entries,
): Combination[] {
  const form = (typed: Entries) => resolveForm(groups, base, typed);
  const memberAt = (typed: Entries, path: string) =>
    sweepables(form(typed).flatMap(({ members }) => members)).get(path);
  const chosen = rows.filter((row) => memberAt(entries, row.path) !== undefined && row.values.trim() !== '');
  let grid: { texts: Combination['texts']; typed: Entries }[] = [{ texts: [], typed: entries }];
  for (const row of chosen) {
    const member = memberAt(entries, row.path)!;
    const texts = textsOf(row, member);
    if (grid.length * texts.length > MOST_ARMS) return [];
    grid = grid.flatMap(({ texts: before, typed }) =>
      texts.map((text) => {
        const now = memberAt(typed, row.path) ?? member;
        const next = 'chosen' in now ? chooseVariant(typed, now, text) : typeText(typed, now.node, text);
        return { texts: [...before, { path: row.path, title: member.node.title, text }], typed: next };
      }),
    );
  }
  return grid.map(({ texts, typed }) => ({ texts, recipe: targetOf(form(typed), base) }));
}

/** A study with one arm for each combination; its recipe is the one that the form shows. */
export function sweepStudy(
  recipe: Values,
  combinations: readonly Combination[],
  seeds: readonly number[],
): StudyDeclaration {
  const titles = combinations[0]!.texts.map(({ title }) => title.toLowerCase());
  const arms = combinations.map(({ texts, recipe: target }, i): Arm => ({
    id: idOf(texts.map(({ title, text }) => `${title} ${text}`).join(' '), i),
    label: texts.map(({ title, text }) => `${title.toLowerCase()} ${text}`).join(', '),
    recipe: difference(recipe, target),
  }));
  const twice = new Set(arms.map(({ id }) => id)).size < arms.length;
  const words = {
    id: 'sweep',
    title: `Sweep of ${listed(titles)}`,
    question: `What ${titles.length === 1 ? 'does' : 'do'} ${listed(titles)} change?`,
    citation: 'a sweep of one’s own',
  };
  return declare(words, recipe, twice ? arms.map((arm, i) => ({ ...arm, id: `arm-${i + 1}` })) : arms, seeds);
}

/** Small letters, digits and hyphens, a letter first. */
function idOf(text: string, index: number): string {
  const id = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /^[a-z]/.test(id) && id.length <= 60 ? id : `arm-${index + 1}`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
