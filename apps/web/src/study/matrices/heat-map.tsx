'use client';
import { drawMatrix, renderMatrix, sequentialStyleSheet } from '@tombola/figures';
import type { MatrixData, MatrixSpec } from '@tombola/shared';
import { useId, useLayoutEffect, useMemo } from 'react';
import { adoptFigureStyles } from '../../charts/adopt-figure-styles';
import { adoptStyles } from '../../charts/adopt-styles';
import { useWidth } from '../../charts/use-width';
import { ExportMenu } from '../../ui/export-menu';
import { meansText } from './means-text';

interface HeatMapProps {
  readonly study: string;
  readonly spec: MatrixSpec;
  readonly data: MatrixData;
}

/** A heat map, drawn for the width that it has; a pointer on a cell tells what it says. */
export function HeatMap({ study, spec, data }: HeatMapProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const id = `matrix-${useId().replace(/\W/g, '')}`;
  useLayoutEffect(() => {
    adoptFigureStyles();
    adoptStyles('sequential', () => sequentialStyleSheet('auto'));
  }, []);
  const svg = useMemo(
    () => (width === 0 ? '' : drawMatrix(spec, data, { id, width, heading: false })),
    [spec, data, width, id],
  );
  return (
    <div className="max-w-3xl min-w-0 grow basis-120">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{spec.title}</h3>
        <ExportMenu
          name={`${study}-${spec.id}`}
          table={{
            header: [spec.rowsLabel, ...data.columns],
            rows: () => data.rows.map((row, i) => [row, ...data.values[i]!]),
          }}
          json={() => ({ study, spec, data })}
          svg={() => renderMatrix(spec, data, { theme: 'light' })}
        />
      </div>
      <div ref={ref} className="min-h-48" dangerouslySetInnerHTML={{ __html: svg }} />
      <p className="text-xs text-soft">{meansText(data)}</p>
    </div>
  );
}
