'use client';
import { Field } from '../ui/field';

interface SmoothingFieldProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** How much of a moving average is what came before; off at the left. */
export function SmoothingField({ value, onChange }: SmoothingFieldProps) {
  return (
    <Field
      label={<span title="An exponential moving average without the pull of its start">Smoothing</span>}
      className="w-44"
    >
      {(control) => (
        <span className="flex min-h-9 items-center gap-2">
          <input
            {...control}
            type="range"
            min={0}
            max={0.99}
            step={0.01}
            value={value}
            aria-valuetext={value === 0 ? 'off' : value.toFixed(2)}
            onChange={(event) => onChange(Number(event.target.value))}
            className="h-6 min-w-0 flex-1 accent-[var(--accent)]"
          />
          <span className="w-8 text-right text-sm text-soft tabular-nums">
            {value === 0 ? 'off' : value.toFixed(2)}
          </span>
        </span>
      )}
    </Field>
  );
}
