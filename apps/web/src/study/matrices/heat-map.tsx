'use client';
import { drawMatrix, renderMatrix } from '@tombola/figures';
import type { MatrixData, MatrixSpec } from '@tombola/shared';
import { DrawnPart } from '../drawn-part';
import { meansText } from './means-text';

interface HeatMapProps {
  readonly study: string;
  readonly spec: MatrixSpec;
  readonly data: MatrixData;
}

/** A heat map; a pointer on a cell tells what it says. */
export function HeatMap({ study, spec, data }: HeatMapProps) {
  const table = {
    header: [spec.rowsLabel, ...data.columns],
    rows: () => data.rows.map((row, i) => [row, ...data.values[i]!]),
  };
  const drawing = { draw: drawMatrix, render: renderMatrix, table };
  return (
    <DrawnPart study={study} spec={spec} data={data} {...drawing} className="max-w-3xl min-w-0 grow basis-120">
      <p className="text-xs text-soft">{meansText(data)}</p>
    </DrawnPart>
  );
}
