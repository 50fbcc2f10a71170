'use client';
import { DataTable } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import { Button } from '../ui/button';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { auditColumns, auditTable } from './audit-columns';
import { AuditFilterBar } from './audit-filter-bar';
import { useAudit } from './use-audit';

/** Who changed what, newest first. */
export function AuditLog() {
  const { filters, setFilters, entries, query } = useAudit();
  const filtered = Object.values(filters).some((value) => value !== '');
  return (
    <>
      <AuditFilterBar filters={filters} entries={entries ?? []} onChange={setFilters} />
      <Section
        id="audit"
        title="Audit log"
        flush
        actions={<ExportMenu name="audit-log" table={auditTable(entries ?? [])} json={() => entries ?? []} />}
      >
        {entries === undefined && query.error !== null ? (
          <div className="p-4">
            <ErrorNotice error={query.error} retry={() => void query.refetch()} />
          </div>
        ) : entries === undefined ? (
          <Loading what="the audit log">
            <div className="flex flex-col gap-3 p-4">
              {Array.from({ length: 12 }, (_, i) => (
                <Skeleton key={i} className="h-7" />
              ))}
            </div>
          </Loading>
        ) : entries.length === 0 ? (
          <Empty
            title={filtered ? 'No entry fits' : 'Nothing was changed yet'}
            action={filtered && <Button onClick={() => setFilters(null)}>Show all</Button>}
          >
            {filtered && 'Filters fit whole actions and ids.'}
          </Empty>
        ) : (
          <ScrollRegion label="Table of the audit log">
            <DataTable
              label="Audit log, newest first"
              columns={auditColumns(setFilters)}
              rows={entries}
              keyOf={({ id }) => `${id}`}
              rowHeight={48}
              onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
            />
          </ScrollRegion>
        )}
      </Section>
    </>
  );
}
