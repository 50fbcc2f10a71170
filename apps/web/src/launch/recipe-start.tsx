'use client';
import type { Preset } from '@tombola/shared';
import { Button } from '../ui/button';
import { Field, Select } from '../ui/field';
import { Link } from '../ui/link';
import { NOTHING, type ChangeLaunch, type LaunchState } from './launch-state';

interface RecipeStartProps {
  readonly state: LaunchState;
  readonly change: ChangeLaunch;
  readonly presets: readonly Preset[];
}

/** What a recipe of one's own begins with: a trial's, a study's, nothing. */
export function RecipeStart({ state, change, presets }: RecipeStartProps) {
  const { trial, clone } = state;
  const drop = { trial: null, clone: null, scale: null };
  if (trial !== null || clone !== null) {
    const href = trial === null ? `/studies/${clone}` : `/trials/${trial}`;
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
        <span>
          The recipe of {trial === null ? 'the study' : 'the trial'} <Link href={href}>{trial ?? clone}</Link>; what you
          change is laid over it.
        </span>
        <Button onClick={() => change(drop, 'choose')}>Begin with another recipe</Button>
      </p>
    );
  }
  const options = presets.flatMap(({ id, scales }) =>
    Object.keys(scales).map((scale) => ({ value: `${id} ${scale}`, label: `${id}, ${scale}` })),
  );
  const [first] = options;
  const preset = state.preset ?? presets[0]?.id ?? NOTHING;
  const wanted = options.find(({ value }) => value === `${preset} ${state.scale ?? 'quick'}`);
  const value =
    preset === NOTHING
      ? NOTHING
      : (wanted ?? options.find((each) => each.value.startsWith(`${preset} `)) ?? first)?.value;
  return (
    <Field
      label="Begin with the recipe of"
      help="Of a study of the literature at one of its scales. What you change below is laid over it."
      className="max-w-sm"
    >
      {(ids) => (
        <Select
          {...ids}
          value={value ?? NOTHING}
          options={[...options, { value: NOTHING, label: 'nothing: everything by hand' }]}
          onChange={(next) => {
            const [id = NOTHING, scale = null] = next.split(' ');
            change({ preset: id, scale }, 'choose');
          }}
        />
      )}
    </Field>
  );
}
