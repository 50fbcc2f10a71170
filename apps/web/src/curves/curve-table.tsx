'use client';
import { useState } from 'react';
import type { Line } from '../charts/align';
import { summarise } from './point-rows';

interface CurveTableProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly xLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

/** The curves of a chart in numbers. */
export function CurveTable({ title, lines, xLabel, formatX, formatY }: CurveTableProps) {
  const [open, setOpen] = useState(false);
  const format = (value: number | null) => (value === null ? '–' : formatY(value));
  return (
    <details className="text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 w-fit rounded text-soft hover:text-ink">In numbers</summary>
      {open && (
        <div role="region" tabIndex={0} aria-label={`${title} in numbers`} className="mt-2 max-h-80 overflow-auto">
          <table className="data-table" aria-label={`${title} in numbers`}>
            <thead>
              <tr>
                <th scope="col">Curve</th>
                <th scope="col" className="number">
                  Last
                </th>
                <th scope="col" className="number">
                  at {xLabel === 'step' ? 'step' : 'time'}
                </th>
                <th scope="col" className="number">
                  Least
                </th>
                <th scope="col" className="number">
                  Greatest
                </th>
                <th scope="col" className="number">
                  Not numbers
                </th>
              </tr>
            </thead>
            <tbody>
              {summarise(lines).map(({ key, label, last, lastX, least, greatest, notNumbers }) => (
                <tr key={key}>
                  <th scope="row" className="font-normal">
                    {label}
                  </th>
                  <td className="number">{format(last)}</td>
                  <td className="number">{lastX === null ? '–' : formatX(lastX)}</td>
                  <td className="number">{format(least)}</td>
                  <td className="number">{format(greatest)}</td>
                  <td className="number">{notNumbers}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
