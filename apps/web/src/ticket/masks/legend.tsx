'use client';
import { useId } from 'react';
import { useDark } from '../../shell/theme';
import { nothingOf, stopsOf } from './colour-scale';

interface LegendProps {
  /** What has the last colour. */
  readonly most: number;
  readonly format: (value: number) => string;
  /** What the numbers are. */
  readonly unit: string;
}

/** What the colours of a heat map mean, in numbers. */
export function Legend({ most, format, unit }: LegendProps) {
  const dark = useDark();
  const id = useId();
  const stops = stopsOf(dark);
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1 text-xs text-soft tabular-nums">
      <span className="inline-flex items-center gap-1.5">
        <svg aria-hidden="true" width="12" height="12">
          <rect width="12" height="12" rx="2" fill={nothingOf(dark)} />
        </svg>
        none
      </span>
      <span className="inline-flex w-40 flex-col gap-0.5">
        <svg aria-hidden="true" width="100%" height="12" preserveAspectRatio="none">
          <defs>
            <linearGradient id={id}>
              {stops.map((colour, i) => (
                <stop key={colour} offset={i / (stops.length - 1)} stopColor={colour} />
              ))}
            </linearGradient>
          </defs>
          <rect width="100%" height="12" rx="2" fill={`url(#${id})`} />
        </svg>
        <span className="flex justify-between">
          <span>{format(0)}</span>
          <span>{format(most / 2)}</span>
          <span>{format(most)}</span>
        </span>
      </span>
      <span>{unit}</span>
    </div>
  );
}
