'use client';
import type { ArmAggregateOut, StudyPage, Unit } from '@tombola/shared';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { formatDensity, formatValue } from '../../lib/format';
import { capitalise } from '../../lib/words';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Segmented } from '../../ui/segmented';
import { declared } from '../declared';
import { exportHeader, exportRows, spreads, spreadText, summaryText, tableRows, type Spread } from './table-rows';

const names: Readonly<Record<Spread, string>> = { std: '± std', range: 'min–max', interval: '95 % interval' };
const means: Readonly<Record<Spread, string>> = {
  std: 'standard deviation over seeds (n − 1)',
  range: 'least and greatest seed',
  interval: '95 % t interval of the mean',
};

interface Arm {
  readonly id: string;
  readonly label: string;
}

/** The study's tables: means over all seeds with what spreads around them. */
export function TablesSection({ page: { study, aggregates } }: { readonly page: StudyPage }) {
  const [spread, setSpread] = useQueryState(
    'spread',
    parseAsStringLiteral(spreads).withDefault('std').withOptions({ history: 'push' }),
  );
  const { tables } = declared(study);
  // As wide as a table is without being pressed: as many stand beside each other as there is room for.
  const width = 7 + study.arms.length * (spread === 'interval' ? 12 : 9.5);
  return (
    <Section
      title="Tables"
      id="tables"
      actions={
        <Segmented label="Beside the mean" value={spread} options={names} onChange={(next) => void setSpread(next)} />
      }
    >
      <p className="mb-4 text-xs text-soft">Mean and {means[spread]}; n is the number of seeds.</p>
      <div
        className="grid gap-x-8 gap-y-6"
        style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${width}rem), 1fr))` }}
      >
        {tables.map((table) => (
          <MeansTable
            key={table.metric}
            study={study.id}
            table={table}
            arms={study.arms}
            aggregates={aggregates}
            spread={spread}
          />
        ))}
      </div>
    </Section>
  );
}

interface MeansTableProps {
  readonly study: string;
  readonly table: { readonly metric: string; readonly label: string; readonly unit: Unit };
  readonly arms: readonly Arm[];
  readonly aggregates: readonly ArmAggregateOut[];
  readonly spread: Spread;
}

/** A metric: a row for each level, a column for each arm. */
function MeansTable({ study, table: { metric, label, unit }, arms, aggregates, spread }: MeansTableProps) {
  const ids = useMemo(() => arms.map(({ id }) => id), [arms]);
  const rows = useMemo(() => tableRows(aggregates, metric, ids), [aggregates, metric, ids]);
  const title = `${capitalise(label)}${unit === 'percent' ? ' (%)' : ''}`;
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{title}</h3>
        <ExportMenu
          name={`${study}-${metric}`}
          table={{ header: exportHeader, rows: () => exportRows(rows, metric, arms) }}
          json={() => aggregates.filter((each) => each.metric === metric)}
        />
      </div>
      <div className="mt-1 overflow-x-auto" role="region" aria-label={title} tabIndex={0}>
        <table className="data-table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col" className="number">
                Weights
              </th>
              {arms.map((arm) => (
                <th key={arm.id} scope="col" className="number">
                  {arm.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && (
              <tr>
                <td colSpan={arms.length + 1} className="text-soft">
                  No level is done yet.
                </td>
              </tr>
            )}
            {rows.map(({ key, level, density, cells }) => (
              <tr key={key}>
                <th scope="row" className="number font-normal whitespace-nowrap" title={`level ${level}`}>
                  {formatDensity(density)}
                </th>
                {cells.map((cell, column) => (
                  <td key={ids[column]} className="number whitespace-nowrap">
                    {cell === null ? (
                      <span className="text-soft">–</span>
                    ) : (
                      <span title={summaryText(cell.summary, unit)}>
                        <span className="font-medium">{formatValue(cell.summary.mean, unit)}</span>{' '}
                        <span className="text-soft">{spreadText(cell.summary, spread, unit)}</span>{' '}
                        <small className="text-[0.7rem] text-soft">n={cell.summary.n}</small>
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
