'use client';
import type { Role } from '@tombola/shared';
import { useId } from 'react';
import { roles, roleWords } from './roles';

/** One of the roles, each with what it may. */
export function RoleChoice({ value, onChange }: { readonly value: Role; readonly onChange: (role: Role) => void }) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">Role</legend>
      {roles.map((role) => (
        <label key={role} className="inline-flex min-h-6 items-baseline gap-2 text-sm">
          <input
            type="radio"
            name={name}
            className="size-4 shrink-0 translate-y-0.5 accent-[var(--accent)]"
            checked={value === role}
            onChange={() => onChange(role)}
          />
          <span>
            {role} <span className="text-soft">– {roleWords[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
