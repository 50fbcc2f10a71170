'use client';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { DataTable, type Column } from '../../ui/data-table';
import { ExportMenu } from '../../ui/export-menu';
import { Link } from '../../ui/link';
import { Section } from '../../ui/section';
import { Empty } from '../../ui/states';
import { levelIdOf } from '../compared';
import { Swatch } from '../swatch';
import { ticketHref } from '../ticket-link';
import type { ParallelAxis } from './axes';
import type { ParallelRow } from './rows';
import { sortByAxis } from './sort-rows';

interface RowsTableProps {
  readonly rows: readonly ParallelRow[];
  readonly total: number;
  readonly axes: readonly ParallelAxis[];
  /** Says which row the pointer or the focus is at. */
  readonly onMark: (row: ParallelRow | undefined) => void;
}

/** The trials that are within all brushes. */
export function RowsTable({ rows, total, axes, onMark }: RowsTableProps) {
  const [sort, setSort] = useQueryState('rows', parseAsString.withOptions({ history: 'push' }));
  const sorted = useMemo(() => sortByAxis(rows, sort), [rows, sort]);
  const mark = (row: ParallelRow) => ({
    onPointerEnter: () => onMark(row),
    onPointerLeave: () => onMark(undefined),
    onFocus: () => onMark(row),
    onBlur: () => onMark(undefined),
  });
  const columns: Column<ParallelRow>[] = [
    {
      id: 'trial',
      header: 'ticket',
      cell: (row) => (
        <span
          {...mark(row)}
          className="inline-flex max-w-44 sm:max-w-[22rem] items-center gap-2"
          title={row.group.label}
        >
          <Swatch index={row.group.index} />
          <Link href={ticketHref(row.trial, row.level)} className="truncate">
            {row.group.label}
          </Link>
        </span>
      ),
    },
    { id: 'seed', header: 'seed', number: true, sort: 'seed', cell: ({ seed }) => seed },
    { id: 'level', header: 'level', number: true, sort: 'level', cell: ({ level }) => level },
    ...axes.map(({ id, title, kind, format }): Column<ParallelRow> => ({
      id,
      header: title,
      number: kind === 'number',
      sort: id,
      cell: ({ values }) => <span className="whitespace-nowrap">{format(values[id] ?? null)}</span>,
    })),
  ];
  return (
    <Section
      id="brushed"
      title={rows.length === total ? `All ${total} trials` : `${rows.length} of ${total} trials`}
      flush
      actions={<ExportMenu name="brushed-trials" table={exportOf(sorted, axes)} />}
    >
      {rows.length === 0 ? (
        <Empty title="No trial is within all ranges">Widen a range, or clear the brushes.</Empty>
      ) : (
        <DataTable
          label="Brushed trials"
          columns={columns}
          rows={sorted}
          keyOf={({ group, trial, level }) => `${group.key} ${levelIdOf(trial, level)}`}
          rowHeight={38}
          onSort={(next) => void setSort(next)}
          {...(sort !== null && { sort })}
        />
      )}
    </Section>
  );
}

function exportOf(rows: readonly ParallelRow[], axes: readonly ParallelAxis[]) {
  return {
    header: ['trial', 'group', 'seed', 'at level', ...axes.map(({ title }) => title)],
    rows: () =>
      rows.map(({ trial, group, seed, level, values }) => [
        ...[trial, group.label, seed, level],
        ...axes.map(({ id }) => values[id] ?? null),
      ]),
  };
}
