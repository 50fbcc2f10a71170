'use client';
import type { ParallelAxis } from './axes';
import { AxisHead } from './axis-head';
import type { Brush, Brushes } from './brushes';
import { axisX } from './parallel-drawing';

interface AxisHeadsProps {
  readonly axes: readonly ParallelAxis[];
  readonly brushes: Brushes;
  readonly width: number;
  readonly setAxes: (ids: readonly string[]) => void;
  readonly setBrush: (id: string, brush: Brush | undefined) => void;
}

/** The names over the axes. */
export function AxisHeads({ axes, brushes, width, setAxes, setBrush }: AxisHeadsProps) {
  const ids = axes.map(({ id }) => id);
  const room = axes.length < 2 ? width : axisX(1, axes.length, width) - axisX(0, axes.length, width);
  return (
    <div className="relative h-8" style={{ width }}>
      {axes.map((axis, i) => (
        <AxisHead
          key={axis.id}
          axis={axis}
          brush={brushes[axis.id]}
          onBrush={(brush) => setBrush(axis.id, brush)}
          onLeft={i === 0 ? undefined : () => setAxes(swapped(ids, i - 1))}
          onRight={i === ids.length - 1 ? undefined : () => setAxes(swapped(ids, i))}
          onRemove={() => setAxes(ids.filter((id) => id !== axis.id))}
          width={Math.min(room, 144) - 8}
          x={axisX(i, axes.length, width)}
        />
      ))}
    </div>
  );
}

/** With the one at a place and the one after it in each other's place. */
const swapped = (ids: readonly string[], place: number) =>
  ids.map((id, i) => (i === place ? ids[place + 1]! : i === place + 1 ? ids[place]! : id));
