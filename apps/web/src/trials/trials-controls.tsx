'use client';
import { levelStateSchema, type LevelState } from '@tombola/shared';
import { Checkbox, Field, Input, Select } from '../ui/field';
import { Menu, MenuCheckbox } from '../ui/menu';
import type { StudyArm } from './study-trials';
import type { ChangeTrialsView, TrialsView } from './use-trials-view';

interface TrialsControlsProps {
  readonly view: TrialsView;
  readonly change: ChangeTrialsView;
  readonly arms: readonly StudyArm[];
  /** How many levels are in each state. */
  readonly counts: ReadonlyMap<LevelState, number>;
  /** Numbers of levels, ascending. */
  readonly numbers: readonly number[];
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly findError: string | undefined;
}

const toggled = <T,>(list: readonly T[], value: T) =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value];

/** Which trials are listed, and what of them. */
export function TrialsControls({ view, change, arms, counts, numbers, columns, findError }: TrialsControlsProps) {
  const states = levelStateSchema.options.filter((state) => counts.has(state) || view.states.includes(state));
  const armsText = view.arms.length === 0 ? 'all' : `${view.arms.length} of ${arms.length}`;
  const left = columns.filter(({ id }) => view.without.includes(id)).length;
  const columnsText = `${columns.length - left} of ${columns.length}`;
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-3 border-b border-rule px-4 py-3">
      <fieldset className="flex flex-col gap-1">
        <legend className="text-sm font-medium">State of levels</legend>
        <div className="flex min-h-9 flex-wrap items-center gap-x-3">
          {states.map((state) => (
            <Checkbox
              key={state}
              label={
                <>
                  {state} <span className="text-soft tabular-nums">{counts.get(state) ?? 0}</span>
                </>
              }
              checked={view.states.includes(state)}
              onChange={() => change({ states: toggled(view.states, state) })}
            />
          ))}
        </div>
      </fieldset>
      {arms.length > 1 && (
        <div className="flex flex-col gap-1">
          <span className="text-sm font-medium">Arms</span>
          <Menu label={armsText} ariaLabel={`Arms: ${armsText}`}>
            {arms.map(({ id, label }) => (
              <MenuCheckbox
                key={id}
                checked={view.arms.includes(id)}
                onChange={() => change({ arms: toggled(view.arms, id) })}
              >
                {label}
              </MenuCheckbox>
            ))}
          </Menu>
        </div>
      )}
      <Field label="Filter" className="w-56" error={findError}>
        {(control) => (
          <Input
            {...control}
            type="search"
            spellCheck={false}
            value={view.find}
            placeholder="arms, trials: ticket.*-s1$"
            onChange={(event) => change({ find: event.target.value }, 'replace')}
          />
        )}
      </Field>
      <Field label="Metrics at level">
        {(control) => (
          <Select
            {...control}
            value={view.at === null ? 'last' : String(view.at)}
            options={[{ value: 'last', label: 'the last done' }, ...numbers.map(String)]}
            onChange={(value) => change({ at: value === 'last' ? null : Number(value) })}
          />
        )}
      </Field>
      <div className="flex flex-col gap-1">
        <span className="text-sm font-medium">Columns</span>
        <Menu label={columnsText} ariaLabel={`Columns: ${columnsText}`}>
          {columns.map(({ id, label }) => (
            <MenuCheckbox
              key={id}
              checked={!view.without.includes(id)}
              onChange={() => change({ without: toggled(view.without, id) })}
            >
              {label}
            </MenuCheckbox>
          ))}
        </Menu>
      </div>
    </div>
  );
}
