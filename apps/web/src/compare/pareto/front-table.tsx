'use client';
import type { Unit } from '@tombola/shared';
import { formatCompact, formatDensity, formatMetricName, formatValue } from '../../lib/format';
import { DataTable, type Column } from '../../ui/data-table';
import { ExportMenu } from '../../ui/export-menu';
import { Link } from '../../ui/link';
import { Section } from '../../ui/section';
import { partsOf } from '../choice';
import { Swatch } from '../swatch';
import { ticketHref } from '../ticket-link';
import type { Cost, ParetoPoint } from './pareto-points';

interface FrontTableProps {
  readonly front: readonly ParetoPoint[];
  readonly cost: Cost;
  readonly metric: string;
  readonly unit: Unit;
}

/** The front as a table, by ascending cost, each with its tickets. */
export function FrontTable({ front, cost, metric, unit }: FrontTableProps) {
  const name = formatMetricName(metric);
  const columns: Column<ParetoPoint>[] = [
    {
      id: 'group',
      header: 'group',
      cell: ({ group: { label, index } }) => (
        <span className="inline-flex max-w-44 sm:max-w-[24rem] items-center gap-2" title={label}>
          <Swatch index={index} />
          <span className="truncate">{label}</span>
        </span>
      ),
    },
    { id: 'level', header: 'level', number: true, cell: ({ level }) => level },
    { id: 'density', header: 'weights remaining', number: true, cell: ({ density }) => formatDensity(density) },
    ...(cost !== 'density'
      ? [
          {
            id: 'cost',
            header: cost === 'macs' ? 'MACs' : 'weights kept',
            number: true,
            cell: ({ x }: ParetoPoint) => formatCompact(x),
          },
        ]
      : []),
    {
      id: 'value',
      header: `${name}${unit === 'percent' ? ' (%)' : ''}`,
      number: true,
      cell: ({ y, std, n }) => (
        <span title={std === null ? undefined : `mean ± sample standard deviation over ${n} seeds`}>
          {formatValue(y, unit)}
          {std !== null && <span className="text-soft">{` ± ${formatValue(std, unit)} n=${n}`}</span>}
        </span>
      ),
    },
    {
      id: 'tickets',
      header: 'tickets',
      cell: ({ trials, level }) => (
        <span className="flex flex-wrap gap-x-3">
          {trials.map((trial) => (
            <Link key={trial} href={ticketHref(trial, level)} className="inline-flex min-h-6 items-center text-xs">
              {level === 0 ? 'dense, ' : ''}seed {partsOf(trial).seed}
            </Link>
          ))}
        </span>
      ),
    },
  ];
  return (
    <Section
      id="front"
      title={`On the front: ${front.length}`}
      flush
      actions={
        <ExportMenu
          name={`front-${metric}-${cost}`}
          table={{
            header: ['group', 'level', 'density', 'cost', name, 'n', 'std', 'tickets'],
            rows: () =>
              front.map(({ group, level, density, x, y, n, std, trials }) => [
                ...[group.label, level, density, x, y, n, std, trials.map((trial) => `${trial}-l${level}`).join(' ')],
              ]),
          }}
        />
      }
    >
      <DataTable
        label="Pareto front"
        columns={columns}
        rows={front}
        keyOf={({ group, level, seed, trials }) => `${group.key} ${level} ${seed} ${trials[0]}`}
        rowHeight={40}
      />
    </Section>
  );
}
