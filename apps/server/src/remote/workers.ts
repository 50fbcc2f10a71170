import { columns } from '../cli/columns';
import type { Output } from '../cli/output';
import { bytes } from '../cli/progress';
import type { ServerContext } from '../cli/shell';
import type { WorkerOut } from '../client/api';
import type { Client } from '../client/client';

/** `worker list`: who works for a server, on what, and what waits. */
export async function listWorkers(
  client: Client,
  _context: ServerContext,
  { all = false }: { readonly all?: boolean },
): Promise<Output> {
  const value = await client.system.workers.query({ all });
  return {
    value,
    text: () =>
      [
        value.items.length === 0 ? 'No worker is running: `tombola worker`.' : table(value.items),
        ...value.queues.map(({ device, queued, running }) => `${device}: ${running} running, ${queued} waiting`),
      ].join('\n'),
  };
}

function table(workers: readonly WorkerOut[]): string {
  return columns(
    ['worker', 'name', 'device', 'state', 'slots', 'memory', 'trains'],
    workers.map(({ id, name, device, provider, state, slots, memory, current }) => [
      id,
      name,
      `${device} (${provider})`,
      state,
      slots,
      memory === null ? '' : bytes(memory.used),
      current.map(({ level, step, steps }) => `${level} ${Math.floor((100 * step) / Math.max(1, steps))} %`).join(', '),
    ]),
  );
}
