'use client';
import { Field, Select } from '../ui/field';
import type { FormControl } from './control';
import { chooseVariant, removeNode, resetNode } from './edit';
import { FieldButtons } from './field-buttons';
import { markOf } from './leaf-field';
import { keyOf, type ResolvedUnion } from './resolve';

const NONE = '';

/** Which kind of thing it is; the members of that kind follow. */
export function UnionField({ union, control }: { readonly union: ResolvedUnion; readonly control: FormControl }) {
  const { node, chosen, before, inBase, state, variant } = union;
  const optional = !node.required && node.byDefault === undefined;
  const unknown = chosen !== undefined && variant === undefined;
  const choose = (name: string) => {
    const { entries, onEntries } = control;
    if (name !== NONE) onEntries(chooseVariant(entries, union, name), 'choose');
    else onEntries(inBase ? removeNode(entries, node) : resetNode(entries, node), 'choose');
  };
  const help = [variant?.help ?? node.help, state !== 'same' && `Was ${before ?? 'none'}.`].filter(Boolean).join(' ');
  const error = control.problems.get(keyOf(node)) ?? control.problems.get(`${keyOf(node)}.${node.key}`);
  return (
    <Field label={node.title} error={error} {...(help !== '' && { help })}>
      {(ids) => (
        <div className="flex gap-1">
          <Select
            {...ids}
            value={chosen ?? NONE}
            options={[
              ...(optional || chosen === undefined ? [{ value: NONE, label: optional ? 'none' : 'choose one' }] : []),
              ...(unknown ? [chosen] : []),
              ...node.variants.map(({ name, title, group }) => ({ value: name, label: title, group })),
            ]}
            className={markOf(state, error)}
            onChange={choose}
          />
          <FieldButtons
            node={node}
            control={control}
            before={before ?? ''}
            changed={state !== 'same'}
            removable={false}
          />
        </div>
      )}
    </Field>
  );
}
