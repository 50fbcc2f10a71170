'use client';
import { Page } from '../ui/page';

export function TicketsPage() {
  return <Page title="Tickets">{null}</Page>;
}
