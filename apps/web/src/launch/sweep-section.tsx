'use client';
import { formatCount } from '../lib/format';
import type { Resolved } from '../schema-form/resolve';
import { Button } from '../ui/button';
import { Field, Input, Select } from '../ui/field';
import { Section } from '../ui/section';
import type { ChangeLaunch, LaunchState } from './launch-state';
import { MOST_ARMS, MOST_ROWS, sweepables, textsOf, type Sweepable, type SweepRow } from './sweep';
import { MOST_LINES } from './study-of-recipe';
import type { Form } from './use-form';

interface SweepSectionProps {
  readonly state: LaunchState;
  readonly change: ChangeLaunch;
  readonly form: Form;
  /** Of a trial each; undefined while they are none. */
  readonly seeds: number | undefined;
}

/** Several values for up to three members: every combination is an arm. */
export function SweepSection({ state, change, form, seeds }: SweepSectionProps) {
  const members = sweepables(form.groups.flatMap((group): readonly Resolved[] => group.members));
  const { sweep } = state;
  const set = (index: number, row: SweepRow, how: 'choose' | 'type') =>
    change({ sweep: sweep.map((each, i) => (i === index ? row : each)) }, how);
  return (
    <Section
      title="Sweep"
      id="sweep"
      actions={
        sweep.length < MOST_ROWS && (
          <Button onClick={() => change({ sweep: [...sweep, { path: '', values: '' }] }, 'choose')}>
            Add a member
          </Button>
        )
      }
    >
      {sweep.length === 0 ? (
        <p className="text-sm text-soft">
          Give members of the recipe several values: every combination becomes an arm of one study.
        </p>
      ) : (
        <div className="flex flex-col gap-3">
          {sweep.map((row, i) => (
            <SweepFields
              key={i}
              row={row}
              members={members}
              taken={sweep.map(({ path }) => path)}
              onRow={(next, how) => set(i, next, how)}
              onRemove={() => change({ sweep: sweep.filter((_, other) => other !== i) }, 'choose')}
            />
          ))}
          {form.sweepProblems.slice(0, 3).map(({ path, message }) => (
            <p key={path} className="text-sm text-bad">
              A combination is wrong at {path}. {message}
            </p>
          ))}
          <p role="status" className="text-sm">
            {countOf(form, sweep, members, seeds)}
          </p>
        </div>
      )}
    </Section>
  );
}

function countOf(
  { combinations }: Form,
  sweep: readonly SweepRow[],
  members: ReadonlyMap<string, Sweepable>,
  seeds: number | undefined,
): string {
  if (combinations.length === 0) return `More than ${MOST_ARMS} combinations: a server takes no more.`;
  const counts = sweep.map((row) => textsOf(row, members.get(row.path)).length).filter((count) => count > 0);
  const product = counts.length > 1 ? `${counts.join(' × ')} = ` : '';
  const arms = `${product}${formatCount(combinations.length)} ${combinations.length === 1 ? 'arm' : 'arms'}`;
  const trials =
    seeds === undefined
      ? ''
      : `, with ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} ${formatCount(combinations.length * seeds)} trials`;
  const figure =
    combinations.length > MOST_LINES ? ` The figure shows the first ${MOST_LINES} arms, the tables all.` : '';
  return `${arms}${trials}.${figure}`;
}

interface SweepFieldsProps {
  readonly row: SweepRow;
  readonly members: ReadonlyMap<string, Sweepable>;
  readonly taken: readonly string[];
  readonly onRow: (row: SweepRow, how: 'choose' | 'type') => void;
  readonly onRemove: () => void;
}

function SweepFields({ row, members, taken, onRow, onRemove }: SweepFieldsProps) {
  const member = members.get(row.path);
  const free = [...members].filter(([path]) => path === row.path || !taken.includes(path));
  const options = free.map(([path, { node }]) => ({ value: path, label: `${node.title} (${path})` }));
  const lists = member !== undefined && !('chosen' in member) && ['list', 'json'].includes(member.node.control);
  const unknown = row.path !== '' && member === undefined;
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)_auto]">
      <Field label="Member" error={unknown ? `The recipe has no ${row.path} as it stands.` : undefined}>
        {(ids) => (
          <Select
            {...ids}
            value={row.path}
            options={[
              ...(row.path === '' ? [{ value: '', label: 'choose one' }] : unknown ? [row.path] : []),
              ...options,
            ]}
            onChange={(path) => onRow({ ...row, path }, 'choose')}
          />
        )}
      </Field>
      <Field
        label="Values"
        help={lists ? 'With semicolons between them: 300, 100; 100, 50' : 'With commas between them.'}
      >
        {(ids) => (
          <Input
            {...ids}
            value={row.values}
            placeholder={placeholderOf(member)}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => onRow({ ...row, values: target.value }, 'type')}
          />
        )}
      </Field>
      <Button kind="ghost" className="sm:mt-6" onClick={onRemove}>
        Remove
      </Button>
    </div>
  );
}

/** The names of what can be chosen; values have too many. */
function placeholderOf(member: Sweepable | undefined): string | undefined {
  if (member === undefined) return undefined;
  if ('chosen' in member) return member.node.variants.map(({ name }) => name).join(', ');
  return member.node.schema.enum?.map(String).join(', ');
}
