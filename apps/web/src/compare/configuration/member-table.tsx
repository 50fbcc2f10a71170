'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useWidth } from '../../charts/use-width';
import { classNames } from '../../lib/class-names';
import type { Group } from '../groups';
import { Swatch } from '../swatch';
import type { MemberRow } from './member-rows';

interface MemberTableProps {
  readonly groups: readonly Group[];
  readonly rows: readonly MemberRow[];
  /** The key of the group that others are held against. */
  readonly baseline: string | undefined;
  /** More rows are on their way. */
  readonly busy: boolean;
}

/** The first column, on a wide page and on a narrow one. */
const FIRST = { wide: 220, narrow: 150 };
const COLUMN = 184;

/** Members down, groups across; the first column stays, and of many groups only those on the screen are drawn. */
export function MemberTable({ groups, rows, baseline, busy }: MemberTableProps) {
  const { ref: frame, width } = useWidth<HTMLDivElement>();
  const first = width > 0 && width < 600 ? FIRST.narrow : FIRST.wide;
  const columns = useVirtualizer({
    horizontal: true,
    count: groups.length,
    getScrollElement: () => frame.current,
    estimateSize: () => COLUMN,
    scrollMargin: first,
    overscan: 4,
  });
  const items = columns.getVirtualItems();
  const before = (items[0]?.start ?? first) - first;
  const after = columns.getTotalSize() + first - (items.at(-1)?.end ?? first);
  const place = groups.findIndex(({ key }) => key === baseline);
  return (
    <div
      ref={frame}
      role="region"
      aria-label="Members of the recipes"
      aria-busy={busy || undefined}
      tabIndex={0}
      className="max-h-[36rem] overflow-auto"
    >
      <table
        className="data-table table-fixed"
        aria-colcount={groups.length + 1}
        style={{ width: first + groups.length * COLUMN }}
      >
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 left-0 z-20 bg-surface" style={{ width: first }}>
              member
            </th>
            {before > 0 && <td aria-hidden="true" className="!p-0" style={{ width: before }} />}
            {items.map(({ index }) => {
              const { key, label, index: sign, seeds } = groups[index]!;
              return (
                <th
                  key={key}
                  scope="col"
                  aria-colindex={index + 2}
                  className="sticky top-0 z-10 bg-surface"
                  style={{ width: COLUMN }}
                >
                  <GroupName label={label} index={sign} seeds={seeds} />
                </th>
              );
            })}
            {after > 0 && <td aria-hidden="true" className="!p-0" style={{ width: after }} />}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, cells, differs }) => (
            <tr key={path}>
              <th scope="row" className="sticky left-0 z-10 truncate bg-surface font-normal" title={path}>
                <PathText path={path} strong={differs} />
              </th>
              {before > 0 && <td aria-hidden="true" className="!p-0" />}
              {items.map(({ index }) => {
                const cell = cells[index]!;
                const isOther = place >= 0 && cell !== cells[place];
                return (
                  <td
                    key={index}
                    aria-colindex={index + 2}
                    title={cell}
                    className={classNames('truncate', isOther && 'bg-accent-soft')}
                  >
                    <span
                      className={classNames(
                        'font-mono text-xs',
                        cell === '–' && 'text-soft',
                        isOther && 'font-semibold',
                      )}
                    >
                      {cell}
                    </span>
                  </td>
                );
              })}
              {after > 0 && <td aria-hidden="true" className="!p-0" />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface GroupNameProps {
  readonly label: string;
  readonly index: number;
  readonly seeds: number;
}

/** A group's name on two lines: what it is, and where it comes from. */
function GroupName({ label, index, seeds }: GroupNameProps) {
  const [first, ...rest] = label.split(' · ');
  return (
    <span className="flex items-center gap-2" title={`${label}, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`}>
      <Swatch index={index} />
      <span className="flex min-w-0 flex-col leading-tight">
        <span className="truncate text-ink">{first}</span>
        {rest.length > 0 && <span className="truncate text-xs font-normal">{rest.join(' · ')}</span>}
      </span>
    </span>
  );
}

/** `optimizer.learningRate`, what stands before the last name quietly. */
function PathText({ path, strong }: { readonly path: string; readonly strong: boolean }) {
  const cut = path.lastIndexOf('.') + 1;
  return (
    <>
      <span className="text-soft">{path.slice(0, cut)}</span>
      <span className={strong ? 'font-medium' : 'text-soft'}>{path.slice(cut)}</span>
    </>
  );
}
