import { metricUnit, type TicketListItem } from '@tombola/shared';
import { formatCount, formatDensity, formatMetricName, formatValue } from '../lib/format';
import { capitalise } from '../lib/words';
import type { Column } from '../ui/data-table';
import type { TableExport } from '../ui/export-menu';
import { Link } from '../ui/link';
import { Ago } from '../ui/time';
import { TicketExport } from './ticket-export';

/** The columns of the list; metrics are those that were chosen. */
export function ticketColumns(metrics: readonly string[]): Column<TicketListItem>[] {
  return [
    {
      id: 'level',
      header: 'Ticket',
      cell: ({ level }) => (
        <Link href={`/tickets/${level}`} className="font-mono whitespace-nowrap">
          {level}
        </Link>
      ),
    },
    { id: 'density', header: 'Density', number: true, cell: ({ density }) => nowrap(formatDensity(density)) },
    {
      id: 'kept',
      header: 'Weights kept',
      number: true,
      cell: ({ kept, total }) => nowrap(`${formatCount(kept)} of ${formatCount(total)}`),
    },
    ...metrics.map((name): Column<TicketListItem> => {
      const unit = metricUnit(name);
      return {
        id: name,
        header: `${sentence(name)}${unit === 'percent' ? ' (%)' : ''}`,
        number: true,
        className: 'min-w-28 whitespace-normal',
        cell: (row) => formatValue(row.metrics[name], unit),
      };
    }),
    {
      id: 'trial',
      header: 'Trial',
      cell: ({ trial }) => (
        <Link href={`/trials/${trial}`} quiet className="font-mono whitespace-nowrap">
          {trial}
        </Link>
      ),
    },
    { id: 'export', header: 'ONNX', cell: (row) => <TicketExport of={row} /> },
    { id: 'created', header: 'Finished', number: true, cell: ({ createdAt }) => <Ago moment={createdAt} /> },
  ];
}

const nowrap = (text: string) => <span className="whitespace-nowrap">{text}</span>;

const sentence = (name: string) => capitalise(formatMetricName(name));

/** The same to take along, with every metric that any of the rows has. */
export function ticketTable(rows: readonly TicketListItem[]): TableExport {
  const metrics = metricsOf(rows);
  return {
    header: ['level', 'trial', 'density', 'kept', 'total', ...metrics, 'export', 'verified', 'createdAt'],
    rows: () =>
      rows.map(({ level, trial, density, kept, total, metrics: values, export: made, createdAt }) => [
        ...[level, trial, density, kept, total],
        ...metrics.map((name) => values[name]),
        ...[made?.state, made?.verified, createdAt],
      ]),
  };
}

/** Every metric that any of the rows has, by name. */
export const metricsOf = (rows: readonly TicketListItem[]): string[] =>
  [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))].sort();
