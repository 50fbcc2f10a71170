'use client';
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

/** More names than these scroll. */
const MANY_NAMES = 30;

/** The names of the lines, with the values at the pointer. */
export function ChartLegend(props: ChartLegendProps) {
  const { lines, data, series, cursor, dark, xLabel, formatX, formatY, hidden, onToggle } = props;
  const columns = new Map(series.map(({ line, role }, i) => [role === 'value' ? line.key : `${role} ${i}`, i + 1]));
  const named = lines.filter(({ faint }) => faint !== true);
  const at = cursor === null ? '\u00a0' : `${xLabel} ${formatX(cursor.x)}`;
  return (
    <figcaption className="mt-2 flex min-h-7 flex-col gap-1 text-xs">
      <span className="text-soft tabular-nums">{at}</span>
      <ul
        className={classNames(
          'flex flex-wrap gap-x-3 gap-y-0.5',
          named.length > MANY_NAMES && 'max-h-32 overflow-y-auto',
        )}
        {...(named.length > MANY_NAMES && { role: 'region', tabIndex: 0, 'aria-label': 'Names of the curves' })}
      >
        {named.map((line) => {
          const column = columns.get(line.key);
          const place = column === undefined ? undefined : cursor?.places[column];
          const value = place == null ? undefined : data[column!]?.[place];
          const note = place == null || line.note === undefined ? '' : line.note(line.xs.indexOf(data[0][place]!));
          return (
            <li key={line.key}>
              <Name line={line} off={hidden?.has(line.key) === true} dark={dark} onToggle={onToggle}>
                <span className={classNames(column !== undefined && column === cursor?.focused && 'font-semibold')}>
                  {line.label}
                </span>
                {typeof value === 'number' && <span className="font-medium tabular-nums">{formatY(value)}</span>}
                {note !== '' && <span className="text-soft">{note}</span>}
              </Name>
            </li>
          );
        })}
      </ul>
    </figcaption>
  );
}

interface NameProps {
  readonly line: Line;
  readonly off: boolean;
  readonly dark: boolean;
  readonly onToggle: ((key: string) => void) | undefined;
  readonly children: React.ReactNode;
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
