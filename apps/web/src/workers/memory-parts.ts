import type { WorkerOut } from '@tombola/shared';

/** Shares of a machine's memory, which add up to 1: of the worker with its trainings, of everything else, free. */
export interface MemoryParts {
  readonly worker: number;
  readonly others: number;
  readonly free: number;
}

/** Null where the worker has not told. Numbers that were not measured at one moment may not add up: free gives way. */
export function memoryParts(memory: WorkerOut['memory']): MemoryParts | null {
  if (memory === null || !(memory.total > 0)) return null;
  const share = (bytes: number, most: number) => Math.min(most, Math.max(0, bytes / memory.total));
  const worker = share(memory.used, 1);
  const free = share(memory.free, 1 - worker);
  return { worker, others: 1 - worker - free, free };
}
