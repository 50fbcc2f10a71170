'use client';
import { useConnection } from '../api/live';
import { classNames } from '../lib/class-names';

/** Whether what is shown is live. */
export function ConnectionSign() {
  const { connection } = useConnection();
  const words = { connecting: 'connecting', live: 'live', lost: 'offline' }[connection];
  const colour = { connecting: 'text-soft', live: 'text-good', lost: 'text-bad' }[connection];
  return (
    <span
      role="status"
      aria-label={`Connection: ${words}`}
      className={classNames('flex items-center gap-1.5 text-xs', colour)}
    >
      <span aria-hidden="true">{connection === 'live' ? '●' : '○'}</span>
      <span className="max-sm:sr-only">{words}</span>
    </span>
  );
}

/** Over every page while the server is away. */
export function ConnectionBanner() {
  const { connection, lostAt } = useConnection();
  if (connection !== 'lost' || lostAt === null) return null;
  return (
    <div role="alert" className="border-b border-warn/40 bg-warn-soft px-4 py-2 text-center text-sm text-warn">
      The server cannot be reached. What you see is from {new Date(lostAt).toLocaleTimeString()}; nothing that was
      trained is lost, and the portal catches up by itself.
    </div>
  );
}
