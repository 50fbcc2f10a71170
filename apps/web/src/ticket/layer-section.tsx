'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { svgText } from '../charts/drawing';
import { DrawingView } from '../charts/drawing-view';
import { useWidth } from '../charts/use-width';
import { formatDensity } from '../lib/format';
import { useDark } from '../shell/theme';
import { Checkbox } from '../ui/field';
import { ExportMenu } from '../ui/export-menu';
import { Link } from '../ui/link';
import { Section } from '../ui/section';
import { Loading, Skeleton } from '../ui/states';
import { layerChart } from './layer-chart';
import { densityTable, layerName, type DensityTable } from './levels';
import type { TrialLevels } from './use-levels';

/** What is left of each layer, level by level. */
export function LayerSection({ current, around }: { readonly current: string; readonly around: TrialLevels }) {
  const [kind, setKind] = useQueryState('layers', parseAsStringLiteral(['log', 'linear']).withDefault('log'));
  const { ref, width } = useWidth<HTMLDivElement>();
  const dark = useDark();
  const table = densityTable(around.levels);
  const header = ['level', 'density', ...table.layers];
  return (
    <Section
      id="layers"
      title="Layers by level"
      actions={
        <>
          <Checkbox
            label="Log scale"
            checked={kind === 'log'}
            onChange={(log) => void setKind(log ? 'log' : 'linear')}
          />
          <ExportMenu
            name={`${around.trial}-layers`}
            table={{
              header,
              rows: () => table.rows.map(({ level, density, densities }) => [level, density, ...densities]),
            }}
            svg={() => svgText(layerChart(table, { width: 640, kind, dark: false, current: '' }), '#ffffff')}
          />
        </>
      }
    >
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div ref={ref} className="min-h-72 min-w-0">
          {around.levels.length === 0 ? (
            <Loading what="levels">
              <Skeleton className="h-72" />
            </Loading>
          ) : (
            width > 0 && <DrawingView drawing={layerChart(table, { width, kind, dark, current })} />
          )}
        </div>
        <div role="region" aria-label="Density of layers" tabIndex={0} className="max-h-80 min-w-0 overflow-auto">
          <LayerTable table={table} current={current} around={around} />
        </div>
      </div>
    </Section>
  );
}

function LayerTable({
  table: { layers, rows },
  current,
  around: { trial, go },
}: {
  readonly table: DensityTable;
  readonly current: string;
  readonly around: TrialLevels;
}) {
  return (
    <table className="data-table whitespace-nowrap" aria-label="Weights remaining by level and layer">
      <thead>
        <tr>
          <th scope="col">Level</th>
          <th scope="col" className="number">
            All
          </th>
          {layers.map((name) => (
            <th key={name} scope="col" className="number">
              {layerName(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, level, density, densities }) => (
          <tr key={id} aria-current={id === current || undefined} data-current={id === current || undefined}>
            <th scope="row" className="font-normal">
              <Link
                href={`/tickets/${id}${id.startsWith(`${trial}-`) ? '' : `?trial=${trial}`}`}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  go(id, 'push');
                }}
              >
                Level {level}
              </Link>
            </th>
            <td className="number">{formatDensity(density)}</td>
            {densities.map((value, i) => (
              <td key={layers[i]} className="number">
                {value === null ? '–' : formatDensity(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
