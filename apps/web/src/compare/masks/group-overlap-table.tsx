'use client';
import { formatPercent } from '../../lib/format';
import { useDark } from '../../shell/theme';
import type { Group } from '../groups';
import { Swatch } from '../swatch';
import type { MeanOverlap } from './matrix';
import { OverlapCell } from './overlap-cell';

interface GroupOverlapTableProps {
  readonly means: ReadonlyMap<Group, ReadonlyMap<Group, MeanOverlap | undefined>>;
}

/** Groups against groups: means over all pairs of their tickets. */
export function GroupOverlapTable({ means }: GroupOverlapTableProps) {
  const dark = useDark();
  const groups = [...means.keys()];
  return (
    <div role="region" aria-label="Matrix of overlaps" tabIndex={0} className="max-h-[40rem] overflow-auto">
      <table className="data-table !w-auto">
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 left-0 z-20 bg-surface">
              group
            </th>
            {groups.map(({ key, label, index }) => (
              <th key={key} scope="col" title={label} className="sticky top-0 z-10 bg-surface !px-1">
                <span className="flex w-16 flex-col items-center text-xs leading-tight">
                  <Swatch index={index} />
                  <span className="w-full truncate text-center">{label}</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key} className="h-10">
              <th scope="row" title={group.label} className="sticky left-0 z-10 bg-surface font-normal">
                <span className="flex max-w-72 items-center gap-2">
                  <Swatch index={group.index} />
                  <span className="truncate">{group.label}</span>
                </span>
              </th>
              {groups.map((other) => {
                const mean = means.get(group)!.get(other);
                if (mean === undefined) {
                  return (
                    <td key={other.key} title="no pair of tickets" className="text-center text-soft">
                      –
                    </td>
                  );
                }
                return (
                  <OverlapCell
                    key={other.key}
                    jaccard={mean.jaccard.mean}
                    expected={mean.expected}
                    dark={dark}
                    title={titleOf(group, other, mean)}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function titleOf(a: Group, b: Group, { jaccard: { mean, std, n }, expected }: MeanOverlap): string {
  const spread = std === null ? '' : ` ± ${formatPercent(std)} (std)`;
  const of = a === b ? `within ${a.label}` : `${a.label} and ${b.label}`;
  return `${of}: ${formatPercent(mean)}${spread} % over ${n} ${n === 1 ? 'pair' : 'pairs'}; random masks ${formatPercent(expected)} %`;
}
