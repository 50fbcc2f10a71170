'use client';
import { useMemo, useState, type PointerEvent } from 'react';
import { inkOf } from '../../charts/colours';
import type { Drawing } from '../../charts/drawing';
import { DrawingView } from '../../charts/drawing-view';
import { useDark } from '../../shell/theme';
import type { ParallelAxis } from './axes';
import { brushBetween, type Brush } from './brushes';
import { axisX, BOTTOM, nearestRow, rowPath, TOP } from './parallel-drawing';
import type { ParallelRow } from './rows';

interface ParallelPlotProps {
  readonly drawing: Drawing;
  readonly axes: readonly ParallelAxis[];
  /** Those that are brushed: the pointer finds no others. */
  readonly rows: readonly ParallelRow[];
  /** The row that is pointed at elsewhere. */
  readonly marked: ParallelRow | undefined;
  readonly onBrush: (id: string, brush: Brush | undefined) => void;
}

interface Drag {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
}

/** So near to an axis dragging begins a brush. */
const GRIP = 14;
/** Dragging over less is a click: it takes the brush away. */
const LEAST = 4;

/** The lines, brushed by dragging along an axis. Without a pointer, the axes' names open fields for the same. */
export function ParallelPlot({ drawing, axes, rows, marked, onBrush }: ParallelPlotProps) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [pointed, setPointed] = useState<{ readonly row: number; readonly x: number; readonly y: number } | null>(null);
  const picture = useMemo(() => <DrawingView drawing={drawing} />, [drawing]);
  const ink = inkOf(useDark());
  const xs = axes.map((_, i) => axisX(i, axes.length, drawing.width));
  const at = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top] as const;
  };
  const axisAt = (x: number) => xs.findIndex((each) => Math.abs(each - x) <= GRIP);
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    const [x, y] = at(event);
    const axis = axisAt(x);
    if (axis < 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ axis, from: y, to: y });
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const [x, y] = at(event);
    if (drag !== null) setDrag({ ...drag, to: y });
    const row = drag === null ? nearestRow(rows, axes, xs, [x, y]) : -1;
    setPointed(row < 0 ? null : { row, x, y });
  };
  const onUp = () => {
    if (drag === null) return;
    const axis = axes[drag.axis];
    setDrag(null);
    if (axis === undefined) return;
    const isClick = Math.abs(drag.to - drag.from) < LEAST;
    onBrush(axis.id, isClick ? undefined : brushBetween(axis, drag.from, drag.to));
  };
  const shown = pointed === null ? marked : rows[pointed.row];
  return (
    <div
      className="relative w-fit touch-pan-x"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => setPointed(null)}
    >
      {picture}
      <svg
        aria-hidden="true"
        width={drawing.width}
        height={drawing.height}
        className="pointer-events-none absolute inset-0"
      >
        {shown && (
          <path d={rowPath(shown, axes, xs)} fill="none" stroke={ink.text} strokeWidth="3" strokeLinejoin="round" />
        )}
        {drag && (
          <rect
            x={xs[drag.axis]! - 9}
            width="18"
            y={Math.max(TOP, Math.min(drag.from, drag.to))}
            height={Math.max(
              1,
              Math.min(BOTTOM, Math.max(drag.from, drag.to)) - Math.max(TOP, Math.min(drag.from, drag.to)),
            )}
            className="fill-accent/30 stroke-accent"
          />
        )}
      </svg>
      {/* Where dragging does something the pointer says so. */}
      {xs.map((x, i) => (
        <span
          key={axes[i]!.id}
          aria-hidden="true"
          className="absolute cursor-ns-resize"
          style={{ left: x - GRIP, width: 2 * GRIP, top: TOP, height: BOTTOM - TOP }}
        />
      ))}
      {pointed && rows[pointed.row] && (
        <RowNote row={rows[pointed.row]!} axes={axes} x={pointed.x} y={pointed.y} width={drawing.width} />
      )}
    </div>
  );
}

interface RowNoteProps {
  readonly row: ParallelRow;
  readonly axes: readonly ParallelAxis[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function RowNote({ row, axes, x, y, width }: RowNoteProps) {
  return (
    <div
      aria-hidden="true"
      className="card pointer-events-none absolute z-10 w-max max-w-80 bg-raised px-3 py-2 text-xs shadow-lg"
      style={{ top: y + 14, ...(x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }) }}
    >
      <p className="font-medium">{row.group.label}</p>
      <p className="text-soft">
        seed {row.seed}, level {row.level}
      </p>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-3">
        {axes.map(({ id, title, format }) => (
          <div key={id} className="contents">
            <dt className="truncate text-soft">{title}</dt>
            <dd className="text-end tabular-nums">{format(row.values[id] ?? null)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
