'use client';
import { Page } from '../ui/page';

export function TicketPage() {
  return <Page title="Ticket">{null}</Page>;
}
