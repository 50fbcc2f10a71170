import { formatCount } from '../lib/format';

interface ProgressProps {
  readonly done: number;
  readonly total: number;
  /** What is counted: levels, steps. */
  readonly what: string;
  readonly className?: string;
}

export function Progress({ done, total, what, className }: ProgressProps) {
  const label = `${formatCount(done)} of ${formatCount(total)} ${what}`;
  return <progress className={className} value={done} max={Math.max(1, total)} aria-label={label} title={label} />;
}
