'use client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand on the right. */
  readonly number?: boolean;
  /** The name of this column in the API's `sort`, when it can be sorted by. */
  readonly sort?: string;
  readonly className?: string;
}

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
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {before > 0 && <Spacer height={before} columns={columns.length} />}
        {shown.map((index) => {
          const row = rows[index]!;
          return (
            <tr
              key={keyOf(row)}
              style={{ height: rowHeight }}
              aria-rowindex={virtual ? index + 2 : undefined}
              aria-selected={selected?.(row) || undefined}
              data-current={index === current || undefined}
            >
              {columns.map(({ id, cell, number, className }) => (
                <td key={id} className={classNames(number && 'number', className)}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
        {after > 0 && <Spacer height={after} columns={columns.length} />}
      </tbody>
    </table>
  );
}

function HeaderCell<Row>({
  column: { header, sort: name, number, className },
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}) {
  const style = classNames(number && 'number', className);
  if (name === undefined || onSort === undefined) {
    return (
      <th scope="col" className={style}>
        {header}
      </th>
    );
  }
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined;
  return (
    <th scope="col" aria-sort={direction ?? 'none'} className={style}>
      <button
        type="button"
        className="inline-flex items-center gap-1 font-medium hover:text-ink"
        onClick={() => onSort(direction === 'descending' ? name : `-${name}`)}
      >
        {header}
        <span aria-hidden="true">{direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}</span>
      </button>
    </th>
  );
}

const Spacer = ({ height, columns }: { readonly height: number; readonly columns: number }) => (
  <tr aria-hidden="true" style={{ height }}>
    <td colSpan={columns} className="!border-0 !p-0" />
  </tr>
);
