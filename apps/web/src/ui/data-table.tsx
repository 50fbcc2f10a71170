'use client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Cells, TableHead, type Column } from './table-parts';

export type { Column } from './table-parts';

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** `name` or `-name`: descending. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** The row that the keyboard is at. */
  readonly current?: number;
  readonly selected?: (row: Row) => boolean;
  /** Called when the end of the rows comes near. */
  readonly onEnd?: () => void;
  /** Height of a row in pixels. */
  readonly rowHeight?: number;
}

/** Rows beside those on the screen. */
const OVERSCAN = 12;
/** Up to so many rows all are drawn. */
const FEW = 60;

/** A table of any length: only rows near the screen are drawn; it scrolls with the page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, sort, onSort, current, selected, onEnd, rowHeight = 44 } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const some = rows.length > 0;
  useLayoutEffect(() => {
    const element = body.current;
    if (element !== null) setOffset(element.getBoundingClientRect().top + window.scrollY);
  }, [some]);
  const virtual = rows.length > FEW;
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: offset,
    enabled: virtual,
  });
  const items = virtualizer.getVirtualItems();
  const last = virtual ? (items.at(-1)?.index ?? 0) : rows.length - 1;
  useLayoutEffect(() => {
    if (last >= rows.length - OVERSCAN) onEnd?.();
  }, [last, rows.length, onEnd]);
  useLayoutEffect(() => {
    if (current === undefined || current < 0) return;
    if (virtual) virtualizer.scrollToIndex(current, { align: 'auto' });
    else body.current?.rows[current]?.scrollIntoView({ block: 'nearest' });
  }, [current, virtual, virtualizer]);

  const shown = virtual ? items.map(({ index }) => index) : rows.map((_, index) => index);
  const before = virtual ? (items[0]?.start ?? offset) - offset : 0;
  const after = virtual ? virtualizer.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset) : 0;
  return (
    <table className="data-table" aria-label={label} aria-rowcount={virtual ? rows.length + 1 : undefined}>
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <tbody ref={body}>
        {before > 0 && <Spacer height={before} columns={columns.length} />}
        {shown.map((index) => {
          const row = rows[index]!;
          return (
            <TableRow
              key={keyOf(row)}
              row={row}
              columns={columns}
              height={rowHeight}
              index={index}
              place={virtual ? index + 2 : undefined}
              measure={virtual ? virtualizer.measureElement : undefined}
              selected={selected?.(row) === true}
              current={index === current}
            />
          );
        })}
        {after > 0 && <Spacer height={after} columns={columns.length} />}
      </tbody>
    </table>
  );
}

const Spacer = ({ height, columns }: { readonly height: number; readonly columns: number }) => (
  <tr aria-hidden="true" style={{ height }}>
    <td colSpan={columns} className="!border-0 !p-0" />
  </tr>
);

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  /** At least. */
  readonly height: number;
  readonly index: number;
  /** Takes the row's own height, which may be more where there is little room. */
  readonly measure: ((row: HTMLTableRowElement | null) => void) | undefined;
  /** Among all rows, the head included; undefined where all are drawn. */
  readonly place: number | undefined;
  readonly selected: boolean;
  readonly current: boolean;
}

/** Scrolling draws the rows that come, and leaves those that stay alone. */
const TableRow = memo(function TableRow(props: TableRowProps<unknown>) {
  const { row, columns, height, index, measure, place, selected, current } = props;
  return (
    <tr
      ref={measure}
      data-index={index}
      style={{ height }}
      aria-rowindex={place}
      aria-selected={selected || undefined}
      data-current={current || undefined}
    >
      <Cells columns={columns} row={row} />
    </tr>
  );
}) as <Row>(props: TableRowProps<Row>) => ReactNode;
