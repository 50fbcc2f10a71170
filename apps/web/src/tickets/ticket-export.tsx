'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { VerificationBadge } from '../ticket/export/verification-badge';
import { Link } from '../ui/link';

/** How the export of a ticket does. Asked for by rows on the screen only, several in one request. */
export function TicketExport({ level }: { readonly level: string }) {
  const { data } = useQuery(api.exports.list.queryOptions({ level, limit: 1 }));
  const [newest] = data?.items ?? [];
  if (newest === undefined) return <span className="text-soft">{data === undefined ? '' : '–'}</span>;
  return (
    <Link href={`/tickets/${level}?tab=export`} className="inline-flex min-h-6 items-center">
      <VerificationBadge of={newest} />
    </Link>
  );
}
