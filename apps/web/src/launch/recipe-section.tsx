'use client';
import { SchemaForm } from '../schema-form/schema-form';
import type { Problem } from '../schema-form/validate';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Section } from '../ui/section';
import { settingsOf } from './equivalents';
import type { ChangeLaunch, LaunchState } from './launch-state';
import type { PlacedProblems } from './place-problems';
import type { Form } from './use-form';

interface RecipeSectionProps {
  readonly state: LaunchState;
  readonly change: ChangeLaunch;
  readonly form: Form;
  readonly placed: PlacedProblems;
}

/** The recipe, made from its schema: pale what the study says, marked what was changed. */
export function RecipeSection({ state, change, form, placed }: RecipeSectionProps) {
  const count = settingsOf(form.changes).length;
  const touched = Object.keys(state.entries).length > 0;
  const title = state.from === 'recipe' ? 'Recipe' : 'Recipe of every arm';
  return (
    <Section
      title={title}
      id="recipe"
      actions={
        <>
          {count > 0 && <Badge tone="accent">{count} changed</Badge>}
          {touched && (
            <Button kind="ghost" onClick={() => change({ entries: {} }, 'choose')}>
              Reset all
            </Button>
          )}
        </>
      }
    >
      <SchemaForm
        groups={form.groups}
        control={{
          entries: state.entries,
          problems: placed.fields,
          onEntries: (entries, how) => change({ entries }, how),
        }}
      />
      {placed.others.length > 0 && <OtherProblems problems={placed.others} />}
    </Section>
  );
}

/** Of members that the form has no field for. */
function OtherProblems({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className="mt-4 text-sm text-bad">
      {problems.map(({ path, message }) => (
        <li key={path}>
          {path === '' ? '' : `${path}: `}
          {message}
        </li>
      ))}
    </ul>
  );
}
