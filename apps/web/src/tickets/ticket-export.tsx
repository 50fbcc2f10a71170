import type { TicketListItem } from '@tombola/shared';
import { VerificationBadge } from '../ticket/export/verification-badge';
import { Link } from '../ui/link';

/** How the export of a ticket does. */
export function TicketExport({ of: { level, export: made } }: { readonly of: TicketListItem }) {
  if (made === null) return <span className="text-soft">–</span>;
  return (
    <Link href={`/tickets/${level}?tab=export`} className="inline-flex min-h-6 items-center">
      <VerificationBadge of={made} />
    </Link>
  );
}
