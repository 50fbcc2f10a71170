'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { classNames } from '../lib/class-names';
import { useDark } from '../shell/theme';
import { alignSeries, type Line } from './align';
import { ChartLegend, type Cursor } from './chart-legend';
import { plotOptions } from './plot-options';

/** A part of the x axis. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface LineChartProps {
  /** What it shows, to those who do not see it. */
  readonly label: string;
  readonly lines: readonly Line[];
  readonly xLabel: string;
  readonly yLabel?: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** x is seconds since 1970. */
  readonly time?: boolean;
  /** Steps that the ticks of x may have. */
  readonly increments?: readonly number[];
  readonly formatX?: (value: number) => string;
  readonly formatY?: (value: number) => string;
  /** CSS pixels. */
  readonly height?: number;
  /** Charts with the same key have one cursor. */
  readonly syncKey?: string;
  /** The part of x that is shown, null for all of it; where it is left out the chart keeps its own. */
  readonly range?: Range | null;
  /** Called with what was dragged over, and with null for all of x again. */
  readonly onRange?: (range: Range | null) => void;
  /** Lines that are left out, by key; clicking on a name in the legend asks for a change. */
  readonly hidden?: ReadonlySet<string>;
  readonly onToggle?: (key: string) => void;
  readonly className?: string;
}

const plain = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(5)).toString() : '–');
const widthOf = (element: HTMLElement) => Math.max(200, element.clientWidth);

/**
 * Curves (the same array as long as they are the same) over steps or time on a canvas, with bands: fast for tens of
 * thousands of points. It zooms by dragging, a double click goes back. The legend has the values at the cursor.
 */
export function LineChart(props: LineChartProps) {
  const { label, lines, xLabel, yLabel, height = 260, hidden, onToggle, className, range, onRange } = props;
  const { logX = false, logY = false, time = false, increments, formatX = plain, formatY = plain, syncKey } = props;
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const zoom = useRef<Range | null>(range ?? null);
  const tell = useRef(onRange);
  const dark = useDark();
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const shown = useMemo(() => lines.filter(({ key }) => !hidden?.has(key)), [lines, hidden]);
  const { data, bands, series } = useMemo(() => alignSeries(shown), [shown]);
  const shape = JSON.stringify([
    shown.map(({ key, index, dash, band, faint }) => [key, index, dash, band !== undefined, faint === true]),
    ...[logX, logY, time, increments, dark, xLabel, yLabel, height, syncKey],
  ]);
  useEffect(() => {
    tell.current = onRange;
  });

  // A plot anew where its lines are others or look otherwise; new points go into the one that is there.
  useEffect(() => {
    const element = frame.current!;
    let focused: number | null = null;
    let made: uPlot | null = null;
    const look = { width: widthOf(element), height, dark, xLabel, yLabel, logX, logY, time, increments };
    const options = plotOptions(
      { series, bands },
      { ...look, formatX, formatY, syncKey },
      {
        setSeries: [(_, column) => (focused = column)],
        setCursor: [
          (self) => {
            const { idx, idxs } = self.cursor;
            const x = idx == null ? undefined : self.data[0][idx];
            setCursor(x === undefined ? null : { x, places: [...(idxs ?? [])], focused });
          },
        ],
        setScale: [
          (self, key) => {
            if (key !== 'x' || self !== made || self.data[0].length === 0) return;
            const next = zoomOf(self);
            const { current } = zoom;
            if (next?.min === current?.min && next?.max === current?.max) return;
            zoom.current = next;
            tell.current?.(next);
          },
        ],
      },
    );
    made = new uPlot(options, data, element);
    plot.current = made;
    if (zoom.current !== null) made.setScale('x', zoom.current);
    const observer = new ResizeObserver(() => made.setSize({ width: widthOf(element), height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
    // `shape` says all that a plot is made from; its points come with the effect below, which makes none anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape]);

  useEffect(() => {
    const { current } = plot;
    if (current === null) return;
    current.batch(() => {
      current.setData(data, zoom.current === null);
      if (zoom.current !== null) current.setScale('x', zoom.current);
    });
  }, [data]);

  useEffect(() => {
    const { current } = plot;
    if (current === null || range === undefined) return;
    if (range?.min === zoom.current?.min && range?.max === zoom.current?.max) return;
    zoom.current = range;
    if (range !== null) current.setScale('x', range);
    else current.setData(current.data, true);
  }, [range]);

  return (
    <figure className={classNames('min-w-0', className)} aria-label={label}>
      <div
        ref={frame}
        className="min-w-0"
        role="img"
        aria-label={`${label}: ${lines.filter(({ faint }) => faint !== true).length} curves`}
        style={{ height }}
      />
      <ChartLegend
        {...{ lines, data, series, cursor, dark, xLabel, formatX, formatY }}
        hidden={hidden}
        onToggle={onToggle}
      />
    </figure>
  );
}

/** The part of x that a plot shows; null for all of it, which is a little more where the scale ends at round numbers. */
function zoomOf({ data: [xs], scales }: uPlot): Range | null {
  const { min, max } = scales['x']!;
  if (min == null || max == null) return null;
  return min <= xs[0]! && max >= xs.at(-1)! ? null : { min, max };
}
