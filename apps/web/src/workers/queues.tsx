import { formatCount } from '../lib/format';
import { Badge } from '../ui/badge';
import { DataTable, type Column } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import type { QueueRow } from './queue-rows';

const columns: Column<QueueRow>[] = [
  { id: 'device', header: 'Device', cell: ({ device }) => <span className="font-medium">{device}</span> },
  { id: 'running', header: 'In training', number: true, cell: ({ running }) => formatCount(running) },
  { id: 'queued', header: 'Queued', number: true, cell: ({ queued }) => formatCount(queued) },
  { id: 'slots', header: 'Slots', number: true, cell: ({ slots }) => formatCount(slots) },
  { id: 'workers', header: 'Live workers', number: true, cell: ({ workers }) => formatCount(workers) },
  {
    id: 'state',
    header: <span className="sr-only">State</span>,
    className: 'w-full',
    cell: ({ stuck, queued, workers, slots, running }) =>
      stuck ? (
        <Badge tone="warn">! nobody takes what is queued</Badge>
      ) : workers > 0 && queued === 0 && running < slots ? (
        <span className="text-soft">room for {formatCount(slots - running)} more</span>
      ) : null,
  },
];

/** What waits, device by device. */
export function Queues({ rows }: { readonly rows: readonly QueueRow[] }) {
  const header = ['device', 'running', 'queued', 'slots', 'workers'] as const;
  return (
    <Section
      id="queues"
      title="Queues"
      flush
      actions={
        <ExportMenu
          name="queues"
          table={{ header, rows: () => rows.map((row) => header.map((key) => row[key])) }}
          json={() => rows}
        />
      }
    >
      <ScrollRegion label="Table of queues">
        <DataTable label="Queues" columns={columns} rows={rows} keyOf={({ device }) => device} />
      </ScrollRegion>
    </Section>
  );
}
