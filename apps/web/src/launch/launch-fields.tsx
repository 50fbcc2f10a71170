'use client';
import type { Preset } from '@tombola/shared';
import { useMemo } from 'react';
import { problemOf } from '../api/problem';
import type { JsonSchema } from '../schema-form/json-schema';
import { fieldTitles } from '../schema-form/resolve';
import type { Group } from '../schema-form/tree';
import { ArmsSection } from './arms-section';
import type { Beneath } from './beneath';
import { EquivalentsSection } from './equivalents-section';
import { EstimateSection } from './estimate-section';
import { LaunchButton } from './launch-button';
import type { ChangeLaunch, LaunchState } from './launch-state';
import { NamingSection } from './naming-section';
import { placeProblems } from './place-problems';
import { RecipeSection } from './recipe-section';
import { parseSeeds } from './seeds';
import { fieldOfCombination, refusalsOf, type Refusals } from './server-problem';
import { SizeSection } from './size-section';
import { SourceSection } from './source-section';
import { titleOf } from './study-of-recipe';
import { SweepSection } from './sweep-section';
import type { DeclarationText } from './use-declaration-text';
import { useEstimate } from './use-estimate';
import { useForm } from './use-form';
import { useLaunch } from './use-launch';

interface LaunchFieldsProps {
  readonly state: LaunchState;
  readonly change: ChangeLaunch;
  readonly declaration: DeclarationText;
  readonly beneath: Beneath;
  readonly presets: readonly Preset[];
  readonly schema: JsonSchema;
  readonly groups: readonly Group[];
}

/** Launching would be refused as well. */
const isRefused = (error: unknown) => error !== null && problemOf(error).code === 'BAD_REQUEST';

const nothing: Refusals = new Map();

/** Every field of the form, what it would take, and the same from elsewhere. */
export function LaunchFields({ state, change, declaration, beneath, presets, schema, groups }: LaunchFieldsProps) {
  const form = useForm({ state, beneath, schema, groups, presets, declaration: declaration.value });
  const { request } = form;
  const estimate = useEstimate(request);
  const launch = useLaunch(request);
  const error = launch.error ?? estimate.error;
  const refused = useMemo(() => (error === null ? nothing : refusalsOf(error)), [error]);
  const titles = useMemo(() => fieldTitles(form.groups), [form.groups]);
  const placed = useMemo(() => {
    const ofServer = [...refused].filter(([field]) => field.startsWith('recipe.'));
    const problems = ofServer.map(([field, message]) => ({ path: field.slice('recipe.'.length), message }));
    const combination = refused.get('form');
    const field = combination === undefined ? undefined : fieldOfCombination(error, titles.keys());
    const refusedHere = field === undefined ? [] : [{ path: field, message: combination! }];
    return placeProblems([...form.recipeProblems, ...problems, ...refusedHere], titles);
  }, [form, refused, error, titles]);
  const problems = useMemo(() => new Map([...refused, ...form.problems]), [refused, form.problems]);
  const seeds = state.seeds.trim() === '' ? beneath.seeds : parseSeeds(state.seeds);
  const parts = { state, change, beneath, problems };
  const wrong = [
    ...[...form.problems.keys()].filter((field) => field !== 'source'),
    ...[...placed.fields.keys()].map((key) => titles.get(key) ?? key),
    ...placed.others.map(({ path }) => path),
    ...(form.sweepProblems.length > 0 ? ['sweep'] : []),
  ];
  const hasRecipe = state.from !== 'declaration' || declaration.value !== undefined;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <SourceSection {...{ state, change, presets, declaration }} problem={refused.get('declaration')} />
        <SizeSection {...parts} />
        {hasRecipe && <RecipeSection {...{ state, change, form, placed }} />}
        {state.from === 'recipe' && (
          <SweepSection {...{ state, change, form }} seeds={typeof seeds === 'string' ? undefined : seeds.length} />
        )}
        {state.from !== 'recipe' && beneath.arms.length > 0 && <ArmsSection arms={beneath.arms} target={form.target} />}
        <NamingSection {...parts} title={titleOf(request) ?? beneath.name} />
        <EquivalentsSection request={request} original={beneath.original} />
      </div>
      <aside aria-label="Launch" className="lg:sticky lg:top-20">
        <EstimateSection
          used={launch.error === null ? estimate : { ...estimate, error: null }}
          device={state.device ?? beneath.device}
          complete={request !== undefined}
          wrong={wrong}
        >
          <LaunchButton used={launch} complete={request !== undefined && !isRefused(estimate.error)} />
        </EstimateSection>
      </aside>
    </div>
  );
}
