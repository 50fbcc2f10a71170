import { deviceSchema, type Device, type WorkerOut } from '@tombola/shared';

export interface Queue {
  readonly device: Device;
  readonly queued: number;
  readonly running: number;
}

/** What waits for a kind of machine, and who is there to take it. */
export interface QueueRow extends Queue {
  /** Workers that take new trainings. */
  readonly workers: number;
  /** Their slots. */
  readonly slots: number;
  /** Something waits, and nobody will take it. */
  readonly stuck: boolean;
}

/** A row for every device that has a worker or a queue; for the CPU always. */
export function queueRows(workers: readonly WorkerOut[], queues: readonly Queue[]): QueueRow[] {
  return deviceSchema.options.flatMap((device) => {
    const taking = workers.filter((worker) => worker.device === device && worker.state === 'live');
    const { queued, running } = queues.find((queue) => queue.device === device) ?? { queued: 0, running: 0 };
    if (device !== 'cpu' && taking.length === 0 && queued + running === 0) return [];
    const slots = taking.reduce((sum, worker) => sum + worker.slots, 0);
    return [{ device, queued, running, workers: taking.length, slots, stuck: queued > 0 && taking.length === 0 }];
  });
}
