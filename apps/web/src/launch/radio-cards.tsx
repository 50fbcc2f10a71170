'use client';
import { useId, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';

interface RadioCardsProps<T extends string> {
  /** What is chosen, to those who hear the page. */
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly title: ReactNode; readonly children?: ReactNode }[];
  readonly onChange: (value: T) => void;
  /** Of the grid that the cards stand in. */
  readonly className?: string;
}

/** One of a few, each with a word about it. */
export function RadioCards<T extends string>({ label, value, options, onChange, className }: RadioCardsProps<T>) {
  const id = useId();
  return (
    <fieldset className={classNames('grid gap-2', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            'flex cursor-pointer gap-2.5 rounded-md border px-3 py-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
            option.value === value ? 'border-accent bg-accent-soft' : 'border-rule hover:bg-sunken',
          )}
        >
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === value}
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={option.children === undefined ? undefined : `${id}-${option.value}-more`}
            className="mt-0.5 size-4 shrink-0 accent-[var(--accent)] outline-none"
            onChange={() => onChange(option.value)}
          />
          <span className="flex min-w-0 flex-col gap-0.5">
            <span id={`${id}-${option.value}`} className="font-medium">
              {option.title}
            </span>
            {option.children !== undefined && (
              <span id={`${id}-${option.value}-more`} className="flex flex-col gap-0.5 text-xs text-soft">
                {option.children}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
