'use client';
import { useQuery } from '@tanstack/react-query';
import type { AuditEntry } from '@tombola/shared';
import { api } from '../api/queries';
import { Button } from '../ui/button';
import { Select } from '../ui/field';
import { auditActions } from './audit-words';
import { CommittedInput } from './committed-input';
import type { AuditFilters } from './use-audit';

interface AuditFilterBarProps {
  readonly filters: AuditFilters;
  /** What is on the screen: its actors can be chosen. */
  readonly entries: readonly AuditEntry[];
  /** null: none any more. */
  readonly onChange: (change: Partial<AuditFilters> | null) => void;
}

/** What narrows the audit log. */
export function AuditFilterBar({ filters, entries, onChange }: AuditFilterBarProps) {
  const { data: users } = useQuery(api.users.list.queryOptions());
  const actors = new Map([
    ...entries.map(({ actor }) => [actor.id, actor.kind === 'token' ? `${actor.name} (token)` : actor.name] as const),
    ...(users?.items ?? []).map(({ id, name, email }) => [id, `${name} (${email})`] as const),
  ]);
  if (filters.actor !== '' && !actors.has(filters.actor)) actors.set(filters.actor, filters.actor);
  return (
    <search className="flex flex-wrap items-center gap-2">
      <CommittedInput
        label="Action"
        placeholder="Any action"
        className="w-full sm:w-48"
        value={filters.action}
        suggestions={auditActions}
        onCommit={(action) => onChange({ action })}
      />
      <Select
        aria-label="Who"
        className="sm:!w-56"
        value={filters.actor}
        options={[{ value: '', label: 'Anybody' }, ...[...actors].map(([value, label]) => ({ value, label }))]}
        onChange={(actor) => onChange({ actor })}
      />
      <CommittedInput
        label="Subject"
        placeholder="Id of what it was done to"
        className="w-full sm:w-64"
        value={filters.subject}
        onCommit={(subject) => onChange({ subject })}
      />
      {Object.values(filters).some((value) => value !== '') && (
        <Button kind="ghost" onClick={() => onChange(null)}>
          Clear
        </Button>
      )}
    </search>
  );
}
