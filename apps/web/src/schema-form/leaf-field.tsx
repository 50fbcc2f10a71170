'use client';
import { classNames } from '../lib/class-names';
import { Field, Input, Select, TextArea } from '../ui/field';
import type { FormControl } from './control';
import { removeNode, resetNode, typeText } from './edit';
import { FieldButtons } from './field-buttons';
import { keyOf, type ResolvedLeaf } from './resolve';
import { printValue } from './texts';
import { optionsOf } from './tree';

interface LeafFieldProps {
  readonly leaf: ResolvedLeaf;
  readonly control: FormControl;
}

/** A value of the form: what it is without a word stands in it pale, what was typed is marked and can be taken back. */
export function LeafField({ leaf, control }: LeafFieldProps) {
  const { node, state, before } = leaf;
  const was = printValue(node, before);
  const help = [node.help, state !== 'same' && `Was ${was === '' ? 'not given' : was}.`].filter(Boolean).join(' ');
  const error = control.problems.get(keyOf(node));
  const typed = {
    value: leaf.text,
    placeholder: state === 'removed' ? none(leaf.value) : none(was, node.required),
    autoComplete: 'off',
    spellCheck: false,
    className: markOf(state, error),
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      control.onEntries(typeText(control.entries, node, target.value), 'type'),
  };
  return (
    <Field
      label={node.title}
      error={error}
      {...(help !== '' && { help })}
      {...(node.control === 'json' && { className: 'col-span-full' })}
    >
      {(ids) => (
        <div className="flex gap-1">
          {node.control === 'choice' && <ChoiceControl leaf={leaf} control={control} ids={ids} />}
          {node.control === 'json' && (
            <TextArea {...ids} {...typed} rows={6} className={classNames(typed.className, 'font-mono text-xs')} />
          )}
          {node.control !== 'choice' && node.control !== 'json' && (
            <Input {...ids} {...typed} inputMode={node.control === 'number' ? 'decimal' : undefined} />
          )}
          <FieldButtons
            node={node}
            control={control}
            before={was}
            changed={state !== 'same' || leaf.text !== ''}
            removable={leaf.inBase && !node.required && node.byDefault === undefined && state === 'same'}
          />
        </div>
      )}
    </Field>
  );
}

/** The look of a control whose value is not what it was; what is wrong has its own. */
export const markOf = (state: ResolvedLeaf['state'], error: string | undefined): string =>
  classNames(
    'flex-1',
    state !== 'same' && 'bg-accent-soft',
    state !== 'same' && error === undefined && 'border-accent',
  );

const none = (value: unknown, required = false): string => {
  if (typeof value === 'string' && value !== '') return value;
  return value === undefined || value === '' ? (required ? 'needed' : 'none') : JSON.stringify(value);
};

interface ChoiceControlProps extends LeafFieldProps {
  readonly ids: { readonly id: string; readonly 'aria-describedby': string | undefined };
}

function ChoiceControl({ leaf, control, ids }: ChoiceControlProps) {
  const { node, state, before, value } = leaf;
  const error = control.problems.get(keyOf(node));
  const options = (optionsOf(node.schema) ?? []).map((option) => printValue(node, option));
  const current = printValue(node, value);
  const listed = options.includes(current) ? options : [current, ...options];
  const choose = (text: string) => {
    const { entries, onEntries } = control;
    if (text === printValue(node, before)) onEntries(resetNode(entries, node), 'choose');
    else if (text === '') onEntries(removeNode(entries, node), 'choose');
    else onEntries(typeText(entries, node, text), 'choose');
  };
  return (
    <Select
      {...ids}
      value={current}
      options={listed.map((option) => ({ value: option, label: labelOf(option, node.required) }))}
      className={markOf(state, error)}
      onChange={choose}
    />
  );
}

const labelOf = (option: string, required: boolean): string => {
  if (option === '') return required ? 'choose one' : 'none';
  return ({ true: 'yes', false: 'no' } as Readonly<Record<string, string>>)[option] ?? option;
};
