'use client';
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useDark } from '../../shell/theme';
import { colourOf } from './colour-scale';
import type { Grid } from './grid';

interface HeatMapProps {
  /** What it shows, to those who do not see it. */
  readonly label: string;
  readonly grid: Grid;
  /** What has the last colour. */
  readonly most: number;
  /** What a cell says. */
  readonly describe: (row: number, column: number, value: number) => string;
  /** Width over height; that of the grid when it is left out. */
  readonly aspect?: number;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

const arrows: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A matrix as colours on a canvas. The cell under the pointer, or the one that the arrow keys have come to, is read out. */
export function HeatMap({ label, grid, most, describe, aspect }: HeatMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDark();
  const [place, setPlace] = useState<Place | null>(null);
  const { rows, columns, values } = grid;
  useLayoutEffect(() => {
    const context = canvas.current!.getContext('2d');
    if (context === null || rows * columns === 0) return;
    const image = context.createImageData(columns, rows);
    values.forEach((value, i) => image.data.set([...colourOf(most === 0 ? 0 : value / most, dark), 255], 4 * i));
    context.putImageData(image, 0, 0);
  }, [rows, columns, values, most, dark]);

  const at = place !== null && place.row < rows && place.column < columns ? place : null;
  const move = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    setPlace({
      row: clamp(Math.floor(((clientY - top) / height) * rows), rows),
      column: clamp(Math.floor(((clientX - left) / width) * columns), columns),
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const step = arrows[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { row, column } = at ?? { row: -step[0], column: -step[1] };
    setPlace({ row: clamp(row + step[0], rows), column: clamp(column + step[1], columns) });
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div
        role="img"
        aria-label={`${label}. Arrow keys read single cells.`}
        tabIndex={0}
        onKeyDown={onKey}
        onPointerMove={move}
        onPointerLeave={() => setPlace(null)}
        onBlur={() => setPlace(null)}
        className="relative w-full"
        style={{ aspectRatio: aspect ?? columns / Math.max(1, rows) }}
      >
        <canvas
          ref={canvas}
          width={Math.max(1, columns)}
          height={Math.max(1, rows)}
          className="absolute inset-0 size-full [image-rendering:pixelated]"
        />
        {at !== null && (
          <div
            className="pointer-events-none absolute outline-2 outline-ink"
            style={{
              left: `${(100 * at.column) / columns}%`,
              top: `${(100 * at.row) / rows}%`,
              width: `${100 / columns}%`,
              height: `${100 / rows}%`,
            }}
          />
        )}
      </div>
      <p aria-live="polite" className="min-h-5 text-xs text-soft tabular-nums">
        {at === null ? '' : describe(at.row, at.column, values[at.row * columns + at.column]!)}
      </p>
    </div>
  );
}

const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
