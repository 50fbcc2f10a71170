import { TicketPage } from '../../../ticket/ticket-page';

/** Exported once, for all of them: the address says which (lib/use-path-part.ts). */
export const generateStaticParams = () => [{ level: '_' }];

export default function Page() {
  return <TicketPage />;
}
