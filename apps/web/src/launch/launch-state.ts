'use client';
import type { Device } from '@tombola/shared';
import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import type { Entries } from '../schema-form/resolve';
import type { SweepRow } from './sweep';

/** What is launched: a study of the literature or a clone, one recipe or a sweep of it, a declaration of one's own. */
export const ways = ['study', 'recipe', 'declaration'] as const;
export type Way = (typeof ways)[number];

/** The preset that stands for a recipe that begins with nothing. */
export const NOTHING = 'nothing';

/** Everything that the form says, as it is typed. Null and empty: what holds without a word. */
export interface LaunchState {
  readonly from: Way;
  readonly preset: string | null;
  readonly clone: string | null;
  readonly trial: string | null;
  readonly scale: string | null;
  readonly seeds: string;
  readonly draws: string;
  readonly entries: Entries;
  readonly sweep: readonly SweepRow[];
  /** A declaration, packed. */
  readonly json: string | null;
  readonly name: string;
  /** With commas between them. */
  readonly tags: string;
  readonly device: Device | null;
  readonly priority: string;
  readonly retries: string;
}

/** `choose`: a step that Back undoes; `type`: one of many. */
export type How = 'choose' | 'type';
export type ChangeLaunch = (patch: Partial<LaunchState>, how: How) => void;

const texts = parseAsNativeArrayOf(parseAsString);
const text = parseAsString.withDefault('');

const parsers = {
  from: parseAsStringLiteral(ways),
  preset: parseAsString,
  clone: parseAsString,
  trial: parseAsString,
  scale: parseAsString,
  seeds: text,
  draws: text,
  set: texts,
  sweep: texts,
  json: parseAsString,
  name: text,
  tags: text,
  device: parseAsStringLiteral(['cpu', 'gpu']),
  priority: text,
  retries: text,
};

/** The state of the form, which is in the address: `?preset=lth&scale=quick&seeds=0-4&set=steps:1000`. */
export function useLaunchState(): readonly [LaunchState, ChangeLaunch] {
  const [address, write] = useQueryStates(parsers);
  const state = useMemo<LaunchState>(() => {
    const { set, sweep, from, ...rest } = address;
    return {
      ...rest,
      from: from ?? (address.trial === null ? 'study' : 'recipe'),
      entries: Object.fromEntries(set.map(cut)),
      sweep: sweep.map(cut).map(([path, values]) => ({ path, values })),
    };
  }, [address]);
  const change = useCallback<ChangeLaunch>(
    ({ entries, sweep, ...patch }, how) => {
      void write(
        {
          ...patch,
          ...(entries && { set: Object.entries(entries).map(([path, value]) => `${path}:${value}`) }),
          ...(sweep && { sweep: sweep.map(({ path, values }) => `${path}:${values}`) }),
        },
        { history: how === 'choose' ? 'push' : 'replace' },
      );
    },
    [write],
  );
  return [state, change];
}

/** `steps:1000` as its path and its text; without a colon the text is empty. */
function cut(part: string): [string, string] {
  const at = part.indexOf(':');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}
