'use client';
import type { TicketInputs } from '@tombola/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries';
import { formatCount, formatPercent } from '../../lib/format';
import { Section } from '../../ui/section';
import { Empty, Skeleton } from '../../ui/states';
import { QueryView } from '../../ui/query-view';
import { greatest, inputGrids, isPicture, type InputGrid } from './grid';
import { Picture } from './picture';
import { useColourRange } from './range';
import { RangeSelect } from './range-select';

/** What the first layer still sees: kept connections of each pixel of the image, or of each place of its kernels. */
export function InputSection({ level }: { readonly level: string }) {
  const query = useQuery({ ...api.tickets.inputs.queryOptions({ level }), placeholderData: keepPreviousData });
  return (
    <Section id="inputs" title="What the first layer sees" actions={<RangeSelect />}>
      <QueryView query={query} what="the input" skeleton={<Skeleton className="h-96 max-w-md" />}>
        {(inputs) =>
          isPicture(inputs) ? (
            <Pictures inputs={inputs} />
          ) : (
            <Empty title="The input is no image">Its masks are below, block by block.</Empty>
          )
        }
      </QueryView>
    </Section>
  );
}

function Pictures({ inputs }: { readonly inputs: TicketInputs }) {
  const [range] = useColourRange();
  const { level, layer, kind, outputs } = inputs;
  const place = kind === 'conv' ? 'place of the kernels' : 'pixel';
  const grids = inputGrids(inputs);
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-6">
      {grids.map((grid) => (
        <div key={grid.label} className="w-full max-w-md">
          <Picture
            name={`${level}-${grid.label.replace(' ', '-')}`}
            title={`Kept connections by ${place}${grids.length > 1 ? `, ${grid.label}` : ''}`}
            facts={factsOf(grid)}
            grid={grid}
            most={range === 'picture' ? greatest(grid) : grid.most}
            format={(value) => formatCount(Math.round(value))}
            unit="connections"
            describe={(row, column, value) =>
              `Row ${row}, column ${column}: ${formatCount(value)} of ${formatCount(grid.most)} kept (${formatPercent(value / grid.most, 1)} %)`
            }
            table={{
              header: ['row', 'column', 'kept', 'of'],
              rows: () =>
                grid.values.map((value, i) => [Math.floor(i / grid.columns), i % grid.columns, value, grid.most]),
            }}
          />
        </div>
      ))}
      <div className="flex max-w-sm flex-col gap-4">
        <p className="text-sm text-soft">
          Each {place} as the number of its connections to the {formatCount(outputs)}{' '}
          {kind === 'conv' ? 'channels' : 'units'} of {layer} that the mask keeps.
        </p>
        <PixelSummary grid={grids[0]!} />
      </div>
    </div>
  );
}

function factsOf({ values, rows, columns }: InputGrid): string {
  const sum = values.reduce((total, value) => total + value, 0);
  return `${rows} × ${columns} pixels, ${formatCount(sum)} connections`;
}

/** The same in numbers. */
function PixelSummary({ grid }: { readonly grid: InputGrid }) {
  const { values, columns } = grid;
  const sorted = [...values].sort((a, b) => a - b);
  const most = greatest(grid);
  const at = values.indexOf(most);
  const rows: [string, string][] = [
    [
      'Pixels without a connection',
      `${formatCount(values.filter((value) => value === 0).length)} of ${formatCount(values.length)}`,
    ],
    ['Least', formatCount(sorted[0] ?? 0)],
    ['Median', formatCount(sorted[Math.floor(sorted.length / 2)] ?? 0)],
    ['Most', `${formatCount(most)}, at row ${Math.floor(at / columns)}, column ${at % columns}`],
  ];
  return (
    <dl className="grid min-w-60 grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
