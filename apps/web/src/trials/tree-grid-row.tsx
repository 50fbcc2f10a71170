'use client';
import { classNames } from '../lib/class-names';
import { Link } from '../ui/link';
import type { TreeColumn } from './tree-columns';
import type { TreeRow } from './tree-rows';

interface TreeGridRowProps {
  readonly row: TreeRow;
  readonly columns: readonly TreeColumn[];
  readonly index: number;
  readonly height: number;
  /** The row that Tab comes to. */
  readonly current: boolean;
  readonly chosen: 'all' | 'some' | 'none';
  readonly onFocus: () => void;
  readonly onOpen: (open: boolean) => void;
  readonly onChoose: () => void;
}

const depth = { arm: 1, trial: 2, level: 3 } as const;

/** An arm, a trial or a level. */
export function TreeGridRow(props: TreeGridRowProps) {
  const { row, columns, index, height, current, chosen, onFocus, onOpen, onChoose } = props;
  const open = row.kind === 'level' ? undefined : row.open;
  return (
    <tr
      aria-level={depth[row.kind]}
      aria-expanded={open}
      aria-rowindex={index + 2}
      aria-selected={row.kind === 'trial' ? chosen === 'all' : undefined}
      tabIndex={current ? 0 : -1}
      onFocus={onFocus}
      style={{ height }}
      className={classNames('focus-visible:-outline-offset-2', row.kind === 'arm' && 'bg-sunken/50')}
    >
      <td className="min-w-56">
        <span
          className={classNames(
            'flex items-center gap-2',
            row.kind === 'trial' && 'pl-6',
            row.kind === 'level' && 'pl-20',
          )}
        >
          {row.kind !== 'level' && (
            <>
              <button
                type="button"
                tabIndex={-1}
                aria-label={`${row.open ? 'Close' : 'Open'} ${nameOf(row)}`}
                onClick={() => onOpen(!row.open)}
                className="flex size-6 shrink-0 items-center justify-center rounded text-soft hover:bg-sunken hover:text-ink"
              >
                <span aria-hidden="true" className={classNames('transition-transform', row.open && 'rotate-90')}>
                  ▸
                </span>
              </button>
              <input
                type="checkbox"
                aria-label={`Choose ${nameOf(row)}`}
                className="size-4 shrink-0 accent-[var(--accent)]"
                ref={(input) => {
                  if (input !== null) input.indeterminate = chosen === 'some';
                }}
                checked={chosen === 'all'}
                onChange={onChoose}
              />
            </>
          )}
          <Name row={row} />
        </span>
      </td>
      {columns.map(({ id, number, cell }) => (
        <td key={id} className={number === true ? 'number' : undefined}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

function Name({ row }: { readonly row: TreeRow }) {
  switch (row.kind) {
    case 'arm':
      return (
        <span className="font-medium">
          {row.arm.label} <span className="font-normal text-soft tabular-nums">{row.arm.trials.length}</span>
        </span>
      );
    case 'trial':
      return (
        <Link href={`/trials/${row.trial.id}`} title={row.trial.id} className="whitespace-nowrap">
          {nameOf(row)}
        </Link>
      );
    case 'level': {
      const { id, level, trial } = row.level;
      return (
        <>
          <Link href={`/tickets/${id}`} title={id} className="whitespace-nowrap">
            level {level}
          </Link>
          {trial !== row.trial.id && <span className="text-xs text-soft">shared</span>}
        </>
      );
    }
  }
}

function nameOf(row: TreeRow): string {
  if (row.kind === 'arm') return row.arm.label;
  const { seed, draw } = row.trial;
  const trial = draw > 0 ? `seed ${seed}, draw ${draw}` : `seed ${seed}`;
  return row.kind === 'trial' ? trial : `${trial}, level ${row.level.level}`;
}
