'use client';
import { useLayoutEffect, useRef, useState } from 'react';
import { adoptGeometryStyles } from '../adopt-geometry-styles';
import type { Regions } from '../worker/regions';
import { HALF, MOST_CLASSES, MOST_POINTS, snapped, type DrawnPoint } from './points';

interface PadProps {
  readonly points: readonly DrawnPoint[];
  /** That new points have. */
  readonly label: number;
  /** Where the newest network decides what, under the points. */
  readonly regions: Regions | undefined;
  readonly onAdd: (point: DrawnPoint) => void;
  readonly onUndo: () => void;
  readonly onLabel: (label: number) => void;
}

/** Held down, the pointer draws a point every so far. */
const GAP = 0.12;
/** Of a step of the cursor, and of one with Shift. */
const [STEP, FINE] = [0.2, 0.05];
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A square to draw points on: with a pointer, or with a cursor that arrow keys move. */
export function Pad({ points, label, regions, onAdd, onUndo, onLabel }: PadProps) {
  const svg = useRef<SVGSVGElement>(null);
  const last = useRef<readonly [number, number]>(undefined);
  const [cursor, setCursor] = useState<readonly [number, number]>([0, 0]);
  const [focused, setFocused] = useState(false);
  useLayoutEffect(adoptGeometryStyles, []);

  const at = ({ clientX, clientY }: React.PointerEvent): readonly [number, number] => {
    const { left, top, width, height } = svg.current!.getBoundingClientRect();
    return [((clientX - left) / width) * 2 * HALF - HALF, HALF - ((clientY - top) / height) * 2 * HALF];
  };
  const add = ([x, y]: readonly [number, number]) => {
    if (points.length < MOST_POINTS && Math.max(Math.abs(x), Math.abs(y)) <= HALF)
      onAdd({ x: snapped(x), y: snapped(y), class: label });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    const size = event.shiftKey ? FINE : STEP;
    if (step) setCursor(([x, y]) => [clamp(x + size * step[0]), clamp(y + size * step[1])]);
    else if (event.key === 'Enter' || event.key === ' ') add(cursor);
    else if (event.key === 'Backspace') onUndo();
    else if (/^[0-9]$/.test(event.key) && Number(event.key) < MOST_CLASSES) onLabel(Number(event.key));
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="application"
      tabIndex={0}
      aria-label="Points of the plane"
      aria-describedby="pad-help"
      className="aspect-square w-full max-w-lg touch-none rounded-md border border-edge/60 bg-surface"
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <svg
        ref={svg}
        viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`}
        className="tombola-geometry size-full cursor-crosshair"
        role="img"
        aria-label={`${points.length} points`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = at(event);
          add(last.current);
        }}
        onPointerMove={(event) => {
          if (last.current === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
          const here = at(event);
          if (Math.hypot(here[0] - last.current[0], here[1] - last.current[1]) < GAP) return;
          last.current = here;
          add(here);
        }}
        onPointerUp={() => (last.current = undefined)}
      >
        <g transform="scale(1 -1)">
          {regions?.classes.map((region) => (
            <path
              key={region.class}
              className={`region ${region.class < 0 ? 'tie' : `class-${region.class}`}`}
              d={region.path}
            />
          ))}
          {regions && <path className="boundary" vectorEffect="non-scaling-stroke" d={regions.boundary} />}
          <path
            className="stroke-rule"
            strokeWidth={1}
            vectorEffect="non-scaling-stroke"
            d={`M${-HALF} 0H${HALF}M0 ${-HALF}V${HALF}`}
          />
          {points.map((point, i) => (
            <circle
              key={i}
              className={`vertex class-${point.class}`}
              vectorEffect="non-scaling-stroke"
              cx={point.x}
              cy={point.y}
              r={0.045}
            />
          ))}
          {focused && (
            <path
              className="stroke-ink"
              strokeWidth={1.5}
              vectorEffect="non-scaling-stroke"
              d={`M${cursor[0] - 0.1} ${cursor[1]}h0.2M${cursor[0]} ${cursor[1] - 0.1}v0.2`}
            />
          )}
        </g>
      </svg>
      <p id="pad-help" className="sr-only">
        Arrow keys move the cursor, with Shift by less; Enter draws a point, Backspace removes the last one, 0 to{' '}
        {MOST_CLASSES - 1} choose the class.
      </p>
    </div>
  );
}

const clamp = (value: number) => Math.min(HALF, Math.max(-HALF, value));
