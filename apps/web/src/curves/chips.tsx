'use client';
import { useId, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';

interface ChipsProps<T extends string | number> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly title?: string }[];
  readonly chosen: readonly T[];
  readonly onToggle: (value: T) => void;
}

/** Choices side by side, each on or off. */
export function Chips<T extends string | number>({ label, options, chosen, onToggle }: ChipsProps<T>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="flex min-w-0 flex-col gap-1">
      <span id={id} className="text-sm font-medium">
        {label}
      </span>
      <div className="flex flex-wrap gap-1">
        {options.map(({ value, label: text, title }) => {
          const on = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              aria-pressed={on}
              title={title}
              onClick={() => onToggle(value)}
              className={classNames(
                'min-h-9 min-w-9 rounded-md border px-2 text-sm tabular-nums transition-colors',
                on
                  ? 'border-accent bg-accent-soft font-medium text-accent'
                  : 'border-edge/50 text-soft hover:bg-sunken',
              )}
            >
              {text}
            </button>
          );
        })}
      </div>
    </div>
  );
}
