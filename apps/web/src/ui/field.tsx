'use client';
import { groupBy } from '@tombola/shared';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';

interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
  readonly className?: string;
  /** Gets what ties the control to its label, help and error. */
  readonly children: (control: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': true | undefined;
  }) => ReactNode;
}

/** A control with its label, what it means, and what is wrong with it. */
export function Field({ label, help, error, className, children }: FieldProps) {
  const id = useId();
  const parts = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`].filter(Boolean);
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': parts.length > 0 ? parts.join(' ') : undefined,
        'aria-invalid': error !== undefined || undefined,
      })}
      {help !== undefined && (
        <p id={`${id}-help`} className="text-xs text-soft">
          {help}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-xs text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

export const Input = ({ className, ...props }: ComponentProps<'input'>) => (
  <input className={classNames('input', className)} {...props} />
);

export const TextArea = ({ className, ...props }: ComponentProps<'textarea'>) => (
  <textarea className={classNames('input py-1.5', className)} {...props} />
);

interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** The heading that it stands under; those of one heading follow each other. */
  readonly group?: string | undefined;
}

type SelectProps<T extends string> = Omit<ComponentProps<'select'>, 'onChange' | 'value'> & {
  readonly value: T;
  readonly options: readonly (T | SelectOption<T>)[];
  readonly onChange: (value: T) => void;
};

const asOption = <T extends string>(option: T | SelectOption<T>): SelectOption<T> =>
  typeof option === 'string' ? { value: option, label: option } : option;
const optionOf = ({ value, label }: SelectOption<string>) => (
  <option key={value} value={value}>
    {label}
  </option>
);

/** The browser's own list of choices. */
export function Select<T extends string>({ options, onChange, className, ...props }: SelectProps<T>) {
  return (
    <select
      className={classNames('input pr-8', className)}
      onChange={(event) => onChange(event.target.value as T)}
      {...props}
    >
      {[...groupBy(options.map(asOption), ({ group }) => group)].map(([group, own]) =>
        group === undefined ? (
          own.map(optionOf)
        ) : (
          <optgroup key={group} label={group}>
            {own.map(optionOf)}
          </optgroup>
        ),
      )}
    </select>
  );
}

type CheckboxProps = Omit<ComponentProps<'input'>, 'onChange' | 'type'> & {
  readonly label: ReactNode;
  readonly onChange: (checked: boolean) => void;
};

export function Checkbox({ label, onChange, className, ...props }: CheckboxProps) {
  return (
    <label className={classNames('inline-flex min-h-6 items-center gap-2 text-sm', className)}>
      <input
        type="checkbox"
        className="size-4 accent-[var(--accent)]"
        onChange={(event) => onChange(event.target.checked)}
        {...props}
      />
      {label}
    </label>
  );
}
