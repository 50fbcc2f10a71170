import type { WorkerOut } from '@tombola/shared';
import { DataTable, type Column } from '../ui/data-table';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import { Ago } from '../ui/time';
import { WorkerState } from './worker-state';

const columns: Column<WorkerOut>[] = [
  {
    id: 'name',
    header: 'Name',
    className: 'min-w-40',
    cell: ({ id, name }) => (
      <div className="flex flex-col">
        <span className="font-medium">{name}</span>
        <span className="font-mono text-xs text-soft">{id}</span>
      </div>
    ),
  },
  { id: 'state', header: 'State', cell: ({ state }) => <WorkerState state={state} /> },
  { id: 'host', header: 'Host', cell: ({ host, pid }) => `${host}, process ${pid}` },
  { id: 'device', header: 'Device', cell: ({ device }) => device },
  { id: 'provider', header: 'Provider', cell: ({ provider }) => provider },
  { id: 'slots', header: 'Slots', number: true, cell: ({ slots }) => slots },
  { id: 'started', header: 'Started', cell: ({ startedAt }) => <Ago moment={startedAt} /> },
  { id: 'heard', header: 'Last heard', cell: ({ heartbeatAt }) => <Ago moment={heartbeatAt} /> },
  { id: 'version', header: 'Version', cell: ({ version }) => version },
];

/** Workers that are no more, newest first. */
export function FormerWorkers({ workers }: { readonly workers: readonly WorkerOut[] }) {
  return (
    <Section id="former" title="Stopped and lost" flush>
      {workers.length === 0 ? (
        <p className="p-4 text-sm text-soft">None: every worker that is remembered is live.</p>
      ) : (
        <ScrollRegion label="Table of stopped and lost workers">
          <DataTable
            label="Stopped and lost workers"
            columns={columns}
            rows={workers}
            keyOf={({ id }) => id}
            rowHeight={52}
          />
        </ScrollRegion>
      )}
    </Section>
  );
}
