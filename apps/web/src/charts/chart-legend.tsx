'use client';
import { memo, type ReactNode } from 'react';
import type { AlignedData } from 'uplot';
import { classNames } from '../lib/class-names';
import type { Aligned, Line } from './align';
import { strokeOf } from './colours';

/** Where the pointer is. */
export interface Cursor {
  /** The place along x. */
  readonly x: number;
  /** For every column of the data, the place of its point that is nearest. */
  readonly places: readonly (number | null | undefined)[];
  /** The column of the line that is nearest, where lines are many. */
  readonly focused: number | null;
}

interface ChartLegendProps {
  readonly lines: readonly Line[];
  readonly data: AlignedData;
  readonly series: Aligned['series'];
  readonly cursor: Cursor | null;
  readonly dark: boolean;
  readonly xLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  readonly hidden: ReadonlySet<string> | undefined;
  readonly onToggle: ((key: string) => void) | undefined;
}

/** More names than these scroll, and only the curve at the pointer says its value. */
const MANY_NAMES = 30;

/** The names of the lines, with the values at the pointer. */
export function ChartLegend(props: ChartLegendProps) {
  const { lines, data, series, cursor, dark, xLabel, formatX, formatY, hidden, onToggle } = props;
  const named = lines.filter(({ faint }) => faint !== true);
  const many = named.length > MANY_NAMES;
  const saidAt = (column: number): ReactNode => {
    const place = cursor?.places[column];
    const value = place == null ? undefined : data[column]?.[place];
    const line = series[column - 1]?.line;
    if (place == null || line === undefined || typeof value !== 'number') return null;
    const note = line.note?.(line.xs.indexOf(data[0][place]!)) ?? '';
    return (
      <>
        <span className="font-medium tabular-nums">{formatY(value)}</span>
        {note !== '' && <span className="text-soft">{note}</span>}
      </>
    );
  };
  const focused = cursor?.focused ?? null;
  const columnOf = (line: Line) => series.findIndex((each) => each.line === line && each.role === 'value') + 1;
  return (
    <figcaption className="mt-2 flex min-h-7 flex-col gap-1 text-xs">
      <span className="flex gap-3 text-soft tabular-nums">
        {cursor === null ? '\u00a0' : `${xLabel} ${formatX(cursor.x)}`}
        {many && focused !== null && (
          <span className="flex gap-1.5 text-ink">
            {series[focused - 1]?.line.label} {saidAt(focused)}
          </span>
        )}
      </span>
      {many ? (
        <ManyNames lines={lines} dark={dark} hidden={hidden} onToggle={onToggle} />
      ) : (
        <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
          {named.map((line) => {
            const column = columnOf(line);
            return (
              <li key={line.key}>
                <Name line={line} off={hidden?.has(line.key) === true} dark={dark} onToggle={onToggle}>
                  <span className={column > 0 && column === focused ? 'font-semibold' : undefined}>{line.label}</span>
                  {column > 0 && saidAt(column)}
                </Name>
              </li>
            );
          })}
        </ul>
      )}
    </figcaption>
  );
}

/** Hundreds of names: they stay as they are while the pointer moves. */
const ManyNames = memo(function ManyNames({
  lines,
  dark,
  hidden,
  onToggle,
}: Pick<ChartLegendProps, 'lines' | 'dark' | 'hidden' | 'onToggle'>) {
  return (
    <div role="region" tabIndex={0} aria-label="Names of the curves" className="max-h-32 overflow-y-auto">
      <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
        {lines.map(
          (line) =>
            line.faint !== true && (
              <li key={line.key}>
                <Name line={line} off={hidden?.has(line.key) === true} dark={dark} onToggle={onToggle}>
                  {line.label}
                </Name>
              </li>
            ),
        )}
      </ul>
    </div>
  );
});

interface NameProps {
  readonly line: Line;
  readonly off: boolean;
  readonly dark: boolean;
  readonly onToggle: ((key: string) => void) | undefined;
  readonly children: ReactNode;
}

function Name({ line, off, dark, onToggle, children }: NameProps) {
  const { colour, dash } = strokeOf(line.index, dark, line.dash);
  const content = (
    <>
      <svg aria-hidden="true" width="22" height="8" className="shrink-0">
        <line x1="0" x2="22" y1="4" y2="4" stroke={colour} strokeWidth="2" strokeDasharray={dash.join(' ')} />
      </svg>
      {children}
    </>
  );
  const style = classNames('inline-flex min-h-6 items-center gap-1.5', off && 'line-through opacity-60');
  if (onToggle === undefined) {
    return (
      <span title={line.title} className={style}>
        {content}
      </span>
    );
  }
  return (
    <button type="button" aria-pressed={!off} title={line.title} className={style} onClick={() => onToggle(line.key)}>
      {content}
    </button>
  );
}
