import { TicketsPage } from '../../tickets/tickets-page';

export default function Page() {
  return <TicketsPage />;
}
