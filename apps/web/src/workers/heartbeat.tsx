'use client';
import { formatDuration } from '../lib/format';
import { useNow } from '../lib/use-now';

/** Workers give a sign of life every two seconds, and after ten without one they are lost, unless the server is told otherwise. */
const OLD_SECONDS = 7;

/** When a worker was last heard, to the second. */
export function Heartbeat({ moment }: { readonly moment: string }) {
  const now = useNow(1000);
  // The clock of this browser may be behind the server's.
  const seconds = Math.max(0, (now - Date.parse(moment)) / 1000);
  const old = seconds > OLD_SECONDS;
  return (
    <time dateTime={moment} title={new Date(moment).toLocaleString()} className={old ? 'font-medium text-warn' : ''}>
      {old ? `! silent for ${formatDuration(seconds)}` : `heard ${Math.floor(seconds)} s ago`}
    </time>
  );
}
