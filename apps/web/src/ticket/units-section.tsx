'use client';
import type { TicketUnits } from '@tombola/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { formatCount, formatPercent } from '../lib/format';
import { ExportMenu } from '../ui/export-menu';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/states';
import { QueryView } from '../ui/query-view';

type Indices = TicketUnits['hidden'][number]['dead'];

/** Units that the mask has cut off. */
export function UnitsSection({ level }: { readonly level: string }) {
  const query = useQuery({ ...api.tickets.units.queryOptions({ level }), placeholderData: keepPreviousData });
  return (
    <Section
      id="units"
      title="Dead units"
      actions={
        query.data && (
          <ExportMenu
            name={`${level}-units`}
            table={{
              header: ['layer', 'units', 'unfed', 'unused', 'dead'],
              rows: () =>
                query.data.hidden.map((each) => [each.layer, each.units, each.unfed, each.unused, each.dead.count]),
            }}
            json={() => query.data}
          />
        )
      }
    >
      <QueryView query={query} what="dead units" skeleton={<Skeleton className="h-36" />}>
        {(units) => <Units units={units} />}
      </QueryView>
    </Section>
  );
}

function Units({ units: { hidden, layers } }: { readonly units: TicketUnits }) {
  const [input] = layers;
  const output = layers.at(-1);
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-prose text-sm text-soft">
        A hidden unit is dead when no kept weight comes in, or none goes out. Deaths that follow from other deaths are
        not counted.
      </p>
      <div role="region" aria-label="Dead units by layer" tabIndex={0} className="overflow-x-auto">
        <table className="data-table" aria-label="Dead units by layer">
          <thead>
            <tr>
              <th scope="col">Layer</th>
              {['Units', 'Nothing in', 'Nothing out', 'Dead'].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
              <th scope="col">Which</th>
            </tr>
          </thead>
          <tbody>
            {hidden.map(({ layer, units, unfed, unused, dead }) => (
              <tr key={layer}>
                <th scope="row" className="font-normal">
                  {layer}
                </th>
                <td className="number">{formatCount(units)}</td>
                <td className="number">{formatCount(unfed)}</td>
                <td className="number">{formatCount(unused)}</td>
                <td className="number">
                  {formatCount(dead.count)}{' '}
                  <span className="text-soft">({formatPercent(units === 0 ? 0 : dead.count / units, 1)} %)</span>
                </td>
                <td>
                  <Which indices={dead} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {input && output && (
        <p className="text-sm">
          Of {formatCount(input.inputs)} inputs, {formatCount(input.inputsUnused.count)} are read by no unit; of{' '}
          {formatCount(output.outputs)} outputs, {formatCount(output.outputsUnfed.count)} depend on nothing but their
          bias.
        </p>
      )}
    </div>
  );
}

const FEW = 12;

function Which({ indices: { count, indices } }: { readonly indices: Indices }) {
  if (count === 0) return <span className="text-soft">none</span>;
  const listed = `${indices.join(', ')}${count > indices.length ? `, and ${formatCount(count - indices.length)} more` : ''}`;
  if (indices.length <= FEW) return <span className="font-mono text-xs">{listed}</span>;
  return (
    <details>
      <summary className="min-h-6 font-mono text-xs">{indices.slice(0, FEW).join(', ')} …</summary>
      <p className="max-w-md font-mono text-xs [overflow-wrap:anywhere]">{listed}</p>
    </details>
  );
}
