import { sparkline } from '@tombola/figures';
import { classNames } from '../lib/class-names';

interface SparklineProps {
  readonly values: readonly (number | null)[];
  /** What it shows, in words. */
  readonly label: string;
  readonly className?: string;
}

const SIZE = { width: 88, height: 24 };

/** A small line through values, from the first at the left. */
export function Sparkline({ values, label, className }: SparklineProps) {
  const path = sparkline(values, SIZE);
  if (path === '') return <span className="text-soft">–</span>;
  return (
    <svg role="img" aria-label={label} {...SIZE} className={classNames('block shrink-0', className)}>
      <title>{label}</title>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
