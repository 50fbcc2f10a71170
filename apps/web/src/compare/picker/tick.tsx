'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../../lib/class-names';

interface TickProps {
  readonly checked: boolean;
  /** Some of what it stands for is chosen, not all. */
  readonly some?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: ReactNode;
  readonly className?: string;
}

/** A checkbox that can stand for several. */
export function Tick({ checked, some = false, onChange, label, className }: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current!.indeterminate = some;
  }, [some]);
  return (
    <label className={classNames('inline-flex min-h-7 min-w-0 items-center gap-2 text-sm', className)}>
      <input
        ref={box}
        type="checkbox"
        className="size-4 shrink-0 accent-[var(--accent)]"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
