import type { WorkerOut } from '@tombola/shared';
import { formatBytes } from '../lib/format';
import { memoryParts } from './memory-parts';

/** Whose the memory of the worker's machine is. */
export function MemoryBar({ memory }: { readonly memory: WorkerOut['memory'] }) {
  const parts = memoryParts(memory);
  if (memory === null || parts === null) return <p className="text-xs text-soft">Its memory is not known yet.</p>;
  const { used, free, total } = memory;
  return (
    <div className="flex flex-col gap-1">
      <div
        role="img"
        aria-label={`Memory: ${formatBytes(used)} of this worker, ${formatBytes(free)} of ${formatBytes(total)} free`}
        className="flex h-2 overflow-hidden rounded-full bg-rule"
      >
        <span className="bg-accent" style={{ width: `${parts.worker * 100}%` }} />
        <span className="bg-edge" style={{ width: `${parts.others * 100}%` }} />
      </div>
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-soft">
        <span>
          <Key className="bg-accent" /> {formatBytes(used)} its own
        </span>
        <span>
          <Key className="bg-edge" /> {formatBytes(Math.max(0, total - used - free))} others
        </span>
        <span>
          <Key className="bg-rule" /> {formatBytes(free)} of {formatBytes(total)} free
        </span>
      </p>
    </div>
  );
}

const Key = ({ className }: { readonly className: string }) => (
  <span aria-hidden="true" className={`inline-block size-2 rounded-full ${className}`} />
);
