'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { classNames } from '../lib/class-names';
import { useDark } from '../shell/theme';
import { alignSeries, type Line } from './align';
import { inkOf, strokeOf } from './colours';

export interface LineChartProps {
  /** What it shows, to those who do not see it. */
  readonly label: string;
  readonly lines: readonly Line[];
  readonly xLabel: string;
  readonly yLabel?: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  readonly formatX?: (value: number) => string;
  readonly formatY?: (value: number) => string;
  /** CSS pixels. */
  readonly height?: number;
  /** Charts with the same key have one cursor. */
  readonly syncKey?: string;
  /** Lines that are left out, by key; clicking on a name in the legend asks for a change. */
  readonly hidden?: ReadonlySet<string>;
  readonly onToggle?: (key: string) => void;
  readonly className?: string;
}

const plain = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(5)).toString() : '–');

/**
 * Curves (the same array as long as they are the same) over steps or time on a canvas, with bands: fast for tens of thousands of points. It zooms by dragging, a double
 * click goes back. The legend has the values at the cursor.
 */
export function LineChart(props: LineChartProps) {
  const { label, lines, xLabel, yLabel, height = 260, hidden, onToggle, className } = props;
  const { logX = false, logY = false, formatX = plain, formatY = plain, syncKey } = props;
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const zoom = useRef<{ min: number; max: number } | null>(null);
  const dark = useDark();
  const [cursor, setCursor] = useState<number | null>(null);
  const shown = useMemo(() => lines.filter(({ key }) => !hidden?.has(key)), [lines, hidden]);
  const { data, bands, series } = useMemo(() => alignSeries(shown), [shown]);
  const shape = JSON.stringify([
    shown.map(({ key, index, band, faint }) => [key, index, band !== undefined, faint === true]),
    ...[logX, logY, dark, xLabel, yLabel, height, syncKey],
  ]);

  // A plot anew where its lines are others or look otherwise; new points go into the one that is there.
  useEffect(() => {
    const element = frame.current!;
    const ink = inkOf(dark);
    const axis = { stroke: ink.text, grid: { stroke: ink.grid, width: 1 }, ticks: { stroke: ink.grid, width: 1 } };
    const font = '12px ui-sans-serif, system-ui, sans-serif';
    const options: uPlot.Options = {
      width: Math.max(200, element.clientWidth),
      height,
      legend: { show: false },
      cursor: {
        points: { size: 7 },
        drag: { x: true, y: false },
        ...(syncKey === undefined ? {} : { sync: { key: syncKey } }),
      },
      scales: {
        x: { time: false, distr: logX ? 3 : 1 },
        y: { distr: logY ? 3 : 1 },
      },
      axes: [
        {
          ...axis,
          font,
          label: xLabel,
          labelFont: font,
          labelSize: 20,
          size: 34,
          values: (_, ticks) => ticks.map(formatX),
        },
        {
          ...axis,
          font,
          size: 62,
          ...(yLabel === undefined ? {} : { label: yLabel, labelFont: font, labelSize: 20 }),
          values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : formatY(tick))),
        },
      ],
      series: [
        {},
        ...series.map(({ line, role }): uPlot.Series => {
          const { colour, dash } = strokeOf(line.index, dark);
          if (role !== 'value') return { stroke: 'transparent', width: 0, points: { show: false } };
          return {
            label: line.label,
            stroke: line.faint === true ? `${colour}66` : colour,
            width: line.faint === true ? 1 : 1.75,
            dash: [...dash],
            spanGaps: true,
            points: { show: (self, i) => pointsAt(self, i), size: 6, fill: colour },
          };
        }),
      ],
      bands: bands.map(({ high, low, line }) => ({
        series: [high, low],
        fill: `${strokeOf(line.index, dark).colour}26`,
      })),
      hooks: {
        setCursor: [({ cursor: { idx } }) => setCursor(idx ?? null)],
        setScale: [
          (self, key) => {
            if (key !== 'x' || self.data[0].length === 0) return;
            const { min, max } = self.scales['x']!;
            const steps = self.data[0];
            const whole = min === steps[0] && max === steps.at(-1);
            zoom.current = whole || min == null || max == null ? null : { min, max };
          },
        ],
      },
    };
    const made = new uPlot(options, data, element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: Math.max(200, element.clientWidth), height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape]);

  useEffect(() => {
    const { current } = plot;
    if (current === null) return;
    current.setData(data, zoom.current === null);
    if (zoom.current !== null) current.setScale('x', zoom.current);
  }, [data]);

  const at = cursor !== null && cursor < data[0].length ? cursor : null;
  return (
    <figure className={classNames('min-w-0', className)} aria-label={label}>
      <div
        ref={frame}
        className="min-w-0"
        role="img"
        aria-label={`${label}: ${lines.length} curves`}
        style={{ height }}
      />
      <figcaption className="mt-2 flex min-h-7 flex-wrap gap-x-3 gap-y-0.5 text-xs">
        <span className="min-w-24 text-soft tabular-nums">
          {at === null ? xLabel : `${xLabel} ${formatX(data[0][at]!)}`}
        </span>
        {lines.map((line) => {
          if (line.faint === true) return null;
          const place = series.findIndex((each) => each.line === line && each.role === 'value');
          const value = at === null || place < 0 ? undefined : data[place + 1]?.[at];
          const { colour, dash } = strokeOf(line.index, dark);
          const off = hidden?.has(line.key) === true;
          return (
            <button
              key={line.key}
              type="button"
              aria-pressed={!off}
              disabled={onToggle === undefined}
              onClick={() => onToggle?.(line.key)}
              title={line.title}
              className={classNames(
                'inline-flex items-center gap-1.5 rounded disabled:cursor-default',
                off && 'line-through opacity-60',
              )}
            >
              <svg aria-hidden="true" width="18" height="8">
                <line x1="0" x2="18" y1="4" y2="4" stroke={colour} strokeWidth="2" strokeDasharray={dash.join(' ')} />
              </svg>
              <span>{line.label}</span>
              {typeof value === 'number' && <span className="font-medium tabular-nums">{formatY(value)}</span>}
            </button>
          );
        })}
      </figcaption>
    </figure>
  );
}

/** A line of few points shows them. */
function pointsAt(self: uPlot, index: number): boolean {
  const values = self.data[index];
  let count = 0;
  for (const value of values ?? []) if (value !== null && value !== undefined && ++count > 40) return false;
  return true;
}
