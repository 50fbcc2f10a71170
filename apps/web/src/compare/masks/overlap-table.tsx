'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import { formatCount, formatDensity } from '../../lib/format';
import { useWidth } from '../../charts/use-width';
import { classNames } from '../../lib/class-names';
import { useDark } from '../../shell/theme';
import { Swatch } from '../swatch';
import type { Span } from './blocks';
import type { Matrix, Overlap } from './matrix';
import { OverlapCell } from './overlap-cell';
import type { Ticket } from './tickets';

interface OverlapTableProps {
  readonly tickets: readonly Ticket[];
  readonly matrix: Matrix;
  /** Tells which rows and columns are on the screen. */
  readonly onLook: (rows: Span, columns: Span) => void;
}

/** The first column, on a wide page and on a narrow one. */
const FIRST = { wide: 260, narrow: 150 };
const COLUMN = 56;
const ROW = 40;

/** Every ticket against every other. Of many only those on the screen are drawn; names stay beside and above. */
export function OverlapTable({ tickets, matrix, onLook }: OverlapTableProps) {
  const { ref: frame, width } = useWidth<HTMLDivElement>();
  const first = width > 0 && width < 600 ? FIRST.narrow : FIRST.wide;
  const dark = useDark();
  const getScrollElement = () => frame.current;
  const count = tickets.length;
  const rows = useVirtualizer({ count, getScrollElement, estimateSize: () => ROW, overscan: 6, scrollMargin: ROW });
  const columns = useVirtualizer({
    horizontal: true,
    ...{ count, getScrollElement, estimateSize: () => COLUMN, overscan: 6, scrollMargin: first },
  });
  const [down, across] = [rows.getVirtualItems(), columns.getVirtualItems()];
  const [top, bottom] = [down[0]?.index ?? 0, (down.at(-1)?.index ?? -1) + 1];
  const [left, right] = [across[0]?.index ?? 0, (across.at(-1)?.index ?? -1) + 1];
  useEffect(() => onLook({ from: top, to: bottom }, { from: left, to: right }), [onLook, top, bottom, left, right]);
  const begins = (place: number) => place > 0 && tickets[place]!.group !== tickets[place - 1]!.group;
  const skip = (size: number, key: string) =>
    size > 0 && <td key={key} aria-hidden="true" className="!p-0" style={{ width: size }} />;
  const before = left * COLUMN;
  const after = (count - right) * COLUMN;
  return (
    <div ref={frame} role="region" aria-label="Matrix of overlaps" tabIndex={0} className="max-h-[40rem] overflow-auto">
      <table
        className="data-table table-fixed"
        aria-rowcount={count + 1}
        aria-colcount={count + 1}
        style={{ width: first + count * COLUMN }}
      >
        <thead>
          <tr style={{ height: ROW }}>
            <th scope="col" className="sticky top-0 left-0 z-20 bg-surface" style={{ width: first }}>
              ticket
            </th>
            {skip(before, 'before')}
            {across.map(({ index }) => {
              const ticket = tickets[index]!;
              return (
                <th
                  key={index}
                  scope="col"
                  aria-colindex={index + 2}
                  title={nameOf(ticket)}
                  className={classNames(
                    'sticky top-0 z-10 bg-surface !px-1',
                    begins(index) && 'border-l border-l-edge',
                  )}
                  style={{ width: COLUMN }}
                >
                  <span className="flex flex-col items-center text-xs leading-tight">
                    <Swatch index={ticket.group.index} />
                    <span className="sr-only">{ticket.group.label}, seed </span>
                    {ticket.seed}
                  </span>
                </th>
              );
            })}
            {skip(after, 'after')}
          </tr>
        </thead>
        <tbody>
          {top > 0 && <tr aria-hidden="true" style={{ height: top * ROW }} />}
          {down.map(({ index }) => {
            const ticket = tickets[index]!;
            return (
              <tr key={index} aria-rowindex={index + 2} style={{ height: ROW }}>
                <th
                  scope="row"
                  title={nameOf(ticket)}
                  className={classNames(
                    'sticky left-0 z-10 bg-surface font-normal',
                    begins(index) && 'border-t border-t-edge',
                  )}
                >
                  <TicketName ticket={ticket} />
                </th>
                {skip(before, 'before')}
                {across.map(({ index: other }) => (
                  <Cell
                    key={other}
                    a={ticket}
                    b={tickets[other]!}
                    overlap={matrix.at(ticket.id, tickets[other]!.id)}
                    dark={dark}
                  />
                ))}
                {skip(after, 'after')}
              </tr>
            );
          })}
          {bottom < count && <tr aria-hidden="true" style={{ height: (count - bottom) * ROW }} />}
        </tbody>
      </table>
    </div>
  );
}

const nameOf = ({ group, seed, level, density }: Ticket) =>
  `${group.label}, seed ${seed}, level ${level} (${formatDensity(density)})`;

function TicketName({ ticket: { group, seed } }: { readonly ticket: Ticket }) {
  return (
    <span className="flex items-center gap-2">
      <Swatch index={group.index} />
      <span className="min-w-0 flex-1 truncate">{group.label}</span>
      <span className="text-xs text-soft">seed {seed}</span>
    </span>
  );
}

interface CellProps {
  readonly a: Ticket;
  readonly b: Ticket;
  readonly overlap: Overlap | undefined;
  readonly dark: boolean;
}

function Cell({ a, b, overlap, dark }: CellProps) {
  if (a.id === b.id) return <td className="!p-0 text-center text-soft">–</td>;
  if (overlap === undefined) return <td className="!p-0 text-center text-soft">…</td>;
  const { both, either, jaccard, expected } = overlap;
  const title = [
    `${nameOf(a)} and ${nameOf(b)}`,
    `kept by both ${formatCount(both)}, by either ${formatCount(either)}`,
    `Jaccard ${(100 * jaccard).toFixed(2)} %, of random masks ${(100 * expected).toFixed(2)} %`,
  ].join('; ');
  return <OverlapCell {...{ jaccard, expected, dark, title }} />;
}
