import type { AuditEntry } from '@tombola/shared';
import { Badge } from '../ui/badge';
import type { Column } from '../ui/data-table';
import type { TableExport } from '../ui/export-menu';
import { Link } from '../ui/link';
import { detailWords, subjectHref } from './audit-words';
import { Moment } from './moment';
import { OnlyButton } from './only-button';
import type { AuditFilters } from './use-audit';

/** @param narrow shows entries that have the same */
export function auditColumns(narrow: (filters: Partial<AuditFilters>) => void): Column<AuditEntry>[] {
  return [
    { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
    {
      id: 'actor',
      header: 'Who',
      cell: ({ actor: { id, kind, name } }) => (
        <span className="flex items-center gap-1 whitespace-nowrap">
          <span title={id} className="max-w-48 truncate font-medium">
            {name}
          </span>
          {kind === 'token' && <Badge>token</Badge>}
          <OnlyButton what={name} onClick={() => narrow({ actor: id })} />
        </span>
      ),
    },
    {
      id: 'action',
      header: 'Action',
      cell: ({ action }) => (
        <span className="flex items-center gap-1 whitespace-nowrap">
          {action}
          <OnlyButton what={action} onClick={() => narrow({ action })} />
        </span>
      ),
    },
    {
      id: 'subject',
      header: 'Subject',
      cell: (entry) => (
        <span className="flex items-center gap-1 font-mono text-xs whitespace-nowrap">
          <Subject entry={entry} />
          <OnlyButton what={entry.subject} onClick={() => narrow({ subject: entry.subject })} />
        </span>
      ),
    },
    {
      id: 'details',
      header: 'Details',
      className: 'w-full min-w-80',
      cell: ({ details }) => (
        <span className="flex flex-wrap gap-x-3 text-xs">
          {detailWords(details).map(([name, value]) => (
            <span key={name} className="[overflow-wrap:anywhere]">
              <span className="text-soft">{name}</span> {value}
            </span>
          ))}
        </span>
      ),
    },
  ];
}

function Subject({ entry }: { readonly entry: AuditEntry }) {
  const href = subjectHref(entry);
  return href === undefined ? <span>{entry.subject}</span> : <Link href={href}>{entry.subject}</Link>;
}

/** The list as it goes out. */
export const auditTable = (entries: readonly AuditEntry[]): TableExport => ({
  header: ['id', 'at', 'actorKind', 'actorId', 'actorName', 'action', 'subject', 'details'],
  rows: () =>
    entries.map(({ id, at, actor, action, subject, details }) => [
      ...[id, at, actor.kind, actor.id, actor.name, action, subject, JSON.stringify(details)],
    ]),
});
