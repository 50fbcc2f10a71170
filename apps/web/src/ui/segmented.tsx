'use client';
import { useId } from 'react';
import { classNames } from '../lib/class-names';

interface SegmentedProps<T extends string> {
  /** What is chosen. */
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

/** One of a few, all of them seen: radio buttons in a row. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-md border border-edge/60 bg-surface p-0.5 text-xs">
      <legend className="sr-only">{label}</legend>
      {(Object.keys(options) as T[]).map((option) => (
        <label
          key={option}
          className={classNames(
            'inline-flex min-h-7 cursor-pointer items-center rounded px-2.5 font-medium whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent',
            option === value ? 'bg-accent-soft text-accent' : 'text-soft hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {options[option]}
        </label>
      ))}
    </fieldset>
  );
}
