'use client';
import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Drawing } from '../../charts/drawing';
import { DrawingView } from '../../charts/drawing-view';
import { nearestTarget, targetAfter, type Target } from './targets';

interface InteractivePlotProps {
  readonly drawing: Drawing;
  readonly targets: readonly Target[];
  /** Path data by series: of many lines the one that is pointed at stands out. */
  readonly lines?: ReadonlyMap<string, string>;
  /** Called when a point is clicked on, or Enter pressed at it. */
  readonly onOpen?: (place: number) => void;
}

/** From so many lines on, others fade behind the one that is pointed at. */
const MANY_LINES = 9;
const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/** A drawing whose points say what they are: under the pointer, and one after the other with the arrow keys. */
export function InteractivePlot({ drawing, targets, lines, onOpen }: InteractivePlotProps) {
  const [current, setCurrent] = useState(-1);
  // The picture is the same while the pointer moves.
  const picture = useMemo(() => <DrawingView drawing={drawing} />, [drawing]);
  const target = targets[current];
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    setCurrent(nearestTarget(targets, event.clientX - left, event.clientY - top));
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Enter' && current >= 0) onOpen?.(current);
    if (event.key === 'Escape') setCurrent(-1);
    if (!keys.includes(event.key)) return;
    event.preventDefault();
    setCurrent(targetAfter(targets, current, event.key));
  };
  return (
    <div
      role="group"
      aria-roledescription="chart"
      aria-label={`${drawing.label} Arrow keys go from point to point.`}
      tabIndex={0}
      className="relative w-fit max-w-full"
      onPointerMove={onPointer}
      onPointerLeave={() => setCurrent(-1)}
      onBlur={() => setCurrent(-1)}
      onClick={() => current >= 0 && onOpen?.(current)}
      onKeyDown={onKey}
    >
      <div className={target && lines && lines.size >= MANY_LINES ? 'opacity-40' : undefined}>{picture}</div>
      {target && lines && (
        <svg
          aria-hidden="true"
          width={drawing.width}
          height={drawing.height}
          className="pointer-events-none absolute inset-0"
        >
          <path
            d={lines.get(target.series)}
            fill="none"
            stroke={target.colour}
            strokeWidth="3"
            strokeLinejoin="round"
          />
        </svg>
      )}
      {target && <Marked target={target} width={drawing.width} />}
      <p aria-live="polite" className="sr-only">
        {target && `${target.title}. ${target.lines.join('. ')}`}
      </p>
    </div>
  );
}

/** A ring around a point, and what the point says. */
function Marked({
  target: { x, y, title, lines, colour },
  width,
}: {
  readonly target: Target;
  readonly width: number;
}) {
  const isRight = x > width / 2;
  return (
    <div aria-hidden="true" className="pointer-events-none">
      <span
        className="absolute size-4 rounded-full border-2"
        style={{ left: x - 8, top: y - 8, borderColor: colour }}
      />
      <div
        className="card absolute z-10 flex w-max max-w-72 flex-col gap-0.5 bg-raised px-3 py-2 text-xs shadow-lg"
        style={{ top: y + 12, ...(isRight ? { right: width - x + 12 } : { left: x + 12 }) }}
      >
        <span className="flex items-baseline gap-1.5 font-medium">
          <span className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
          {title}
        </span>
        {lines.map((line) => (
          <span key={line} className="text-soft tabular-nums">
            {line}
          </span>
        ))}
      </div>
    </div>
  );
}
