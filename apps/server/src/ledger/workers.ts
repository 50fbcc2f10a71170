import type { Device } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { workers } from '../store/schema/index';
import type { Change } from './change';
import type { Hold } from './fence';

export interface WorkerIdentity {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly device: Device;
  /** What runs the trainings, such as `onnxruntime 1.30 cpu`. */
  readonly provider: string;
  readonly slots: number;
}

export async function registerWorker(change: Change, worker: WorkerIdentity): Promise<void> {
  await change.tx.insert(workers).values(worker);
  change.tell({ type: 'worker.changed', data: { worker: worker.id, state: 'live', name: worker.name } });
}

/** How a worker's hold on a level stands. */
export type Standing = 'held' | 'lost' | 'paused' | 'cancelled';

export interface Heartbeat {
  readonly memory: { readonly used: number; readonly free: number; readonly total: number };
  readonly state: 'live' | 'stopping';
  readonly holds: readonly (Hold & { readonly step: number })[];
}

/** Says that a worker lives and how far it is; answers how its holds stand, in their order. */
export async function beat({ tx }: Change, worker: string, { memory, state, holds }: Heartbeat): Promise<Standing[]> {
  await tx.execute(sql`
    update workers set heartbeat_at = now(), memory = ${JSON.stringify(memory)}::jsonb, state = ${state}, stopped_at = null
    where id = ${worker}`);
  if (holds.length === 0) return [];
  const { rows } = await tx.execute<{ id: string; attempt: number; stop: 'paused' | 'cancelled' | null }>(sql`
    with mine as (
      select l.no, h.step from levels l
      join jsonb_to_recordset(${JSON.stringify(holds)}::jsonb) as h(level text, attempt int, step int)
        on l.id = h.level and l.attempt = h.attempt
      where l.worker_id = ${worker} and l.state = 'running'
      order by l.no for update of l
    )
    update levels l set step = greatest(l.step, mine.step) from mine where l.no = mine.no
    returning l.id, l.attempt, l.stop_requested as stop`);
  return holds.map(({ level, attempt }) => {
    const row = rows.find((each) => each.id === level && each.attempt === attempt);
    return row === undefined ? 'lost' : (row.stop ?? 'held');
  });
}

/** A worker that ends in order. */
export async function signOff(change: Change, worker: string): Promise<void> {
  await change.tx.execute(sql`update workers set state = 'stopped', stopped_at = now() where id = ${worker}`);
  change.tell({ type: 'worker.changed', data: { worker, state: 'stopped' } });
}
