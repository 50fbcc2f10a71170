'use client';
import type { Preset } from '@tombola/shared';
import { Button } from '../ui/button';
import { Link } from '../ui/link';
import { Section } from '../ui/section';
import { DeclarationEditor } from './declaration-editor';
import type { ChangeLaunch, LaunchState, Way } from './launch-state';
import { RadioCards } from './radio-cards';
import { RecipeStart } from './recipe-start';
import type { DeclarationText } from './use-declaration-text';

interface SourceSectionProps {
  readonly state: LaunchState;
  readonly change: ChangeLaunch;
  readonly presets: readonly Preset[];
  readonly declaration: DeclarationText;
  readonly problem: string | undefined;
}

const ways: readonly { readonly value: Way; readonly title: string; readonly children: string }[] = [
  { value: 'study', title: 'A study', children: 'Of the literature, as published or changed.' },
  { value: 'recipe', title: 'A recipe', children: 'One training of your own, or a sweep of it.' },
  { value: 'declaration', title: 'A declaration', children: 'A study of your own, as JSON.' },
];

/** What is launched. */
export function SourceSection({ state, change, presets, declaration, problem }: SourceSectionProps) {
  return (
    <Section title="What" id="what">
      <div className="flex flex-col gap-4">
        <RadioCards
          label="What to launch"
          value={state.from}
          options={ways}
          className="sm:grid-cols-3"
          onChange={(from) => change({ from, ...(from === 'study' && { trial: null }) }, 'choose')}
        />
        {state.from === 'study' && <StudyChoice state={state} change={change} presets={presets} />}
        {state.from === 'recipe' && <RecipeStart state={state} change={change} presets={presets} />}
        {state.from === 'declaration' && <DeclarationEditor declaration={declaration} problem={problem} />}
      </div>
    </Section>
  );
}

type StudyChoiceProps = Pick<SourceSectionProps, 'state' | 'change' | 'presets'>;

/** The studies of the literature; or the study that is cloned. */
function StudyChoice({ state: { clone, preset }, change, presets }: StudyChoiceProps) {
  if (clone !== null) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
        <span>
          A clone of <Link href={`/studies/${clone}`}>{clone}</Link>: its recipe and options stand below; what you
          change is laid over them.
        </span>
        <Button onClick={() => change({ clone: null, scale: null }, 'choose')}>Choose another study</Button>
      </p>
    );
  }
  return (
    <RadioCards
      label="Study"
      value={presets.find(({ id }) => id === preset)?.id ?? presets[0]?.id}
      className="xl:grid-cols-2"
      options={presets.map(({ id, title, question, citation }) => ({
        value: id,
        title,
        children: (
          <>
            <span className="text-ink">{question}</span>
            <span>{citation}</span>
          </>
        ),
      }))}
      onChange={(id) => change({ preset: id }, 'choose')}
    />
  );
}
