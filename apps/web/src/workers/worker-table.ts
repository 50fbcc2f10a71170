import type { WorkerOut } from '@tombola/shared';
import type { TableExport } from '../ui/export-menu';

/** The list as it goes out. */
export const workerTable = (workers: readonly WorkerOut[]): TableExport => ({
  header: [
    ...['id', 'name', 'host', 'pid', 'version', 'device', 'provider', 'slots', 'busy', 'state'],
    ...['memoryUsed', 'memoryFree', 'memoryTotal', 'current', 'startedAt', 'heartbeatAt'],
  ],
  rows: () =>
    workers.map(({ id, name, host, pid, version, device, provider, slots, current, state, memory, ...moments }) => [
      ...[id, name, host, pid, version, device, provider, slots, current.length, state],
      ...[memory?.used, memory?.free, memory?.total, current.map(({ level }) => level).join(' ')],
      ...[moments.startedAt, moments.heartbeatAt],
    ]),
});
