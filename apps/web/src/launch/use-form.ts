'use client';
import type { Preset, StudyCreate } from '@tombola/shared';
import { useMemo } from 'react';
import type { JsonSchema, Values } from '../schema-form/json-schema';
import { difference, lay } from '../schema-form/patch';
import { resolveForm, type ResolvedGroup } from '../schema-form/resolve';
import { targetOf } from '../schema-form/target';
import type { Group } from '../schema-form/tree';
import { problemsOf, type Problem } from '../schema-form/validate';
import type { Beneath } from './beneath';
import type { LaunchState } from './launch-state';
import { requestOf } from './request';
import { combinationsOf, type Combination } from './sweep';

/** The form as it stands: what it shows, and what it would launch. */
export interface Form {
  readonly groups: readonly ResolvedGroup[];
  /** The recipe of every arm before the arm has changed it. */
  readonly target: Values;
  readonly changes: Values;
  readonly combinations: readonly Combination[];
  readonly request: StudyCreate | undefined;
  /** Of the recipe, by member. */
  readonly recipeProblems: readonly Problem[];
  /** Of combinations of the sweep whose recipe is right without it, each once. */
  readonly sweepProblems: readonly Problem[];
  /** Of the other fields. */
  readonly problems: ReadonlyMap<string, string>;
}

interface FormParts {
  readonly state: LaunchState;
  readonly beneath: Beneath;
  readonly schema: JsonSchema;
  readonly groups: readonly Group[];
  readonly presets: readonly Preset[];
  readonly declaration: Values | undefined;
}

export function useForm({ state, beneath, schema, groups, presets, declaration }: FormParts): Form {
  return useMemo(() => {
    const { entries } = state;
    const resolved = resolveForm(groups, beneath.recipe, entries);
    const target = targetOf(resolved, beneath.recipe);
    const changes = difference(beneath.recipe, target);
    const rows = state.from === 'recipe' ? state.sweep : [];
    const combinations = combinationsOf(rows, groups, beneath.recipe, entries);
    const preset = presets.find(({ id }) => id === state.preset)?.id ?? presets[0]?.id ?? '';
    const { request, problems } = requestOf({ state, beneath, target, changes, combinations, preset, declaration });
    const recipes = recipesOf(state, beneath, target, combinations);
    const all = uniqueBy(
      recipes.flatMap((each) => problemsOf(schema, each)),
      ({ path, message }) => `${path} ${message}`,
    );
    // What an arm says may be what makes a recipe right, and what a combination says what makes it wrong.
    const own = new Set(problemsOf(schema, target).map(({ path }) => path));
    const swept = rows.length > 0;
    const recipeProblems = swept ? all.filter(({ path }) => own.has(path)) : all;
    const sweepProblems = swept ? all.filter(({ path }) => !own.has(path)) : [];
    return {
      groups: resolved,
      target,
      changes,
      combinations,
      recipeProblems,
      sweepProblems,
      problems,
      request: all.length === 0 ? request : undefined,
    };
  }, [state, beneath, schema, groups, presets, declaration]);
}

/** Every recipe that would be trained. */
function recipesOf(
  { from }: LaunchState,
  { arms }: Beneath,
  target: Values,
  combinations: readonly Combination[],
): readonly Values[] {
  if (from === 'recipe') return combinations.map(({ recipe }) => recipe);
  return arms.map((arm) => lay(target, arm.recipe));
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
