'use client';
import { useRouter } from 'next/navigation';
import { Suspense } from 'react';
import { useAllRows } from '../api/use-all-rows';
import { SavedViews } from '../shell/saved-views';
import { useRowKeys } from '../shell/shortcuts';
import { Button, LinkButton } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { Page } from '../ui/page';
import { QueryView } from '../ui/query-view';
import { Empty, SkeletonRows } from '../ui/states';
import { isFiltered } from './filters';
import { metricsOf, ticketColumns, ticketTable } from './ticket-columns';
import { TicketFilterBar } from './ticket-filters';
import { useTickets } from './use-tickets';

/** All tickets, those of the newest levels first. */
export function TicketsPage() {
  return (
    <Page title="Tickets" lead="What each finished level started from: a mask, and the weights that it keeps.">
      <Suspense fallback={<SkeletonRows count={12} />}>
        <Tickets />
      </Suspense>
    </Page>
  );
}

function Tickets() {
  const router = useRouter();
  const { filters, setFilters, rows, query, ask } = useTickets();
  const { fetchAll, progress } = useAllRows(ask);
  const current = useRowKeys(rows.length, (index) => router.push(`/tickets/${rows[index]!.level}`));
  return (
    <>
      <SavedViews />
      <TicketFilterBar filters={filters} metrics={metricsOf(rows)} onChange={setFilters} />
      <div className="card min-h-96">
        <div className="flex min-h-12 items-center justify-between gap-2 border-b border-rule px-3 py-1.5 text-sm text-soft">
          <span aria-live="polite">{rows.length > 0 && `${rows.length}${query.hasNextPage ? ' and more' : ''}`}</span>
          <ExportMenu
            name="tickets"
            table={async () => ticketTable(await fetchAll())}
            json={fetchAll}
            progress={progress}
          />
        </div>
        <QueryView query={query} what="tickets" skeleton={<SkeletonRows count={12} />} flush>
          {() =>
            rows.length === 0 ? (
              <Nothing filtered={isFiltered(filters)} onClear={() => setFilters(null)} />
            ) : (
              <div role="region" aria-label="Tickets" tabIndex={0} className="overflow-x-auto">
                <DataTable
                  label="Tickets"
                  columns={ticketColumns(filters.metrics)}
                  rows={rows}
                  keyOf={({ level }) => level}
                  current={current}
                  onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
                />
              </div>
            )
          }
        </QueryView>
      </div>
    </>
  );
}

function Nothing({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (filtered) return <Empty title="No ticket fits" action={<Button onClick={onClear}>Show all</Button>} />;
  return (
    <Empty title="There is no ticket yet" action={<LinkButton href="/launch">Launch a study</LinkButton>}>
      A level has a ticket once it is done.
    </Empty>
  );
}
