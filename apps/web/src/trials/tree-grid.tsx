'use client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRouter } from 'next/navigation';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { classNames } from '../lib/class-names';
import type { TreeColumn } from './tree-columns';
import { treeMove } from './tree-keys';
import { TreeGridRow } from './tree-grid-row';
import type { TreeRow } from './tree-rows';

interface TreeGridProps {
  readonly rows: readonly TreeRow[];
  readonly columns: readonly TreeColumn[];
  readonly order: string;
  readonly onOrder: (order: string) => void;
  readonly onOpen: (row: TreeRow, open: boolean) => void;
  /** Whether all, some or none of a row's trials are chosen. */
  readonly chosen: (row: TreeRow) => 'all' | 'some' | 'none';
  readonly onChoose: (row: TreeRow) => void;
}

const ROW_HEIGHT = 44;
const OVERSCAN = 12;
/** Up to so many rows all are drawn. */
const FEW = 60;

/** Arms, their trials, and the levels of these; only rows near the screen are drawn. */
export function TreeGrid({ rows, columns, order, onOrder, onOpen, chosen, onChoose }: TreeGridProps) {
  const router = useRouter();
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const [at, setAt] = useState(0);
  const moved = useRef(false);
  useLayoutEffect(() => setOffset(body.current!.getBoundingClientRect().top + window.scrollY), []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: rows.length <= FEW ? FEW : OVERSCAN,
    scrollMargin: offset,
    getItemKey: (index) => rows[index]!.key,
  });
  const items = virtualizer.getVirtualItems();
  const current = Math.min(at, rows.length - 1);
  // The row that a key went to is focused as soon as it is drawn.
  useEffect(() => {
    if (!moved.current) return;
    const row = body.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${current + 2}"]`);
    if (row == null) return;
    moved.current = false;
    row.focus();
  });
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    if (!(event.target instanceof HTMLTableRowElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(event.key, rows, current);
    if (move === undefined) return;
    event.preventDefault();
    if ('go' in move) {
      moved.current = true;
      setAt(move.go);
      virtualizer.scrollToIndex(move.go, { align: 'auto' });
    } else if ('open' in move) onOpen(move.open, true);
    else if ('close' in move) onOpen(move.close, false);
    else if ('choose' in move) onChoose(move.choose);
    else router.push(hrefOf(move.enter));
  };
  const before = (items[0]?.start ?? offset) - offset;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset);
  return (
    <table role="treegrid" aria-label="Trials" aria-rowcount={rows.length + 1} className="data-table">
      <thead>
        <tr>
          <HeadCell label="Arm, trial, level" sort="seed" {...{ order, onOrder }} />
          {columns.map(({ id, label, number, sort }) => (
            <HeadCell key={id} label={label} number={number} sort={sort} {...{ order, onOrder }} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown}>
        <Spacer height={before} columns={columns.length + 1} />
        {items.map(({ index }) => {
          const row = rows[index]!;
          return (
            <TreeGridRow
              key={row.key}
              row={row}
              columns={columns}
              index={index}
              height={ROW_HEIGHT}
              current={index === current}
              chosen={chosen(row)}
              onFocus={() => setAt(index)}
              onOpen={(open) => onOpen(row, open)}
              onChoose={() => onChoose(row)}
            />
          );
        })}
        <Spacer height={after} columns={columns.length + 1} />
      </tbody>
    </table>
  );
}

/** Where a row leads. */
export const hrefOf = (row: TreeRow): string =>
  row.kind === 'level' ? `/tickets/${row.level.id}` : row.kind === 'trial' ? `/trials/${row.trial.id}` : '#';

interface HeadCellProps {
  readonly label: string;
  readonly number?: boolean | undefined;
  readonly sort: string | undefined;
  readonly order: string;
  readonly onOrder: (order: string) => void;
}

function HeadCell({ label, number, sort, order, onOrder }: HeadCellProps) {
  const style = number === true ? 'number max-w-36 !whitespace-normal' : undefined;
  if (sort === undefined) {
    return (
      <th scope="col" className={style}>
        {label}
      </th>
    );
  }
  const direction = order === sort ? 'ascending' : order === `-${sort}` ? 'descending' : 'none';
  return (
    <th scope="col" aria-sort={direction} className={style}>
      <button
        type="button"
        className={classNames(
          'inline-flex min-h-6 items-center gap-1 font-medium hover:text-ink',
          number === true ? 'text-right' : 'text-left',
        )}
        onClick={() => onOrder(direction === 'ascending' ? `-${sort}` : sort)}
      >
        {label}
        <span aria-hidden="true" className="w-2">
          {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
        </span>
      </button>
    </th>
  );
}

const Spacer = ({ height, columns }: { readonly height: number; readonly columns: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden="true" style={{ height }}>
      <td colSpan={columns} className="!border-0 !p-0" />
    </tr>
  );
