'use client';
import { drawPictures, renderPictures, sequentialStyleSheet } from '@tombola/figures';
import type { PicturesData, PicturesSpec } from '@tombola/shared';
import { useId, useLayoutEffect, useMemo } from 'react';
import { adoptFigureStyles } from '../../charts/adopt-figure-styles';
import { adoptStyles } from '../../charts/adopt-styles';
import { useWidth } from '../../charts/use-width';
import { ExportMenu } from '../../ui/export-menu';
import { pixelTable } from './pixel-table';

interface PicturesProps {
  readonly study: string;
  readonly spec: PicturesSpec;
  readonly data: PicturesData;
}

/** Pictures of first layers, drawn for the width that they have. */
export function Pictures({ study, spec, data }: PicturesProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const id = `pictures-${useId().replace(/\W/g, '')}`;
  useLayoutEffect(() => {
    adoptFigureStyles();
    adoptStyles('sequential', () => sequentialStyleSheet('auto'));
  }, []);
  const svg = useMemo(
    () => (width === 0 ? '' : drawPictures(spec, data, { id, width, heading: false })),
    [spec, data, width, id],
  );
  return (
    <div className="max-w-3xl min-w-0">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{spec.title}</h3>
        <ExportMenu
          name={`${study}-${spec.id}`}
          table={pixelTable(data)}
          json={() => ({ study, spec, data })}
          svg={() => renderPictures(spec, data, { theme: 'light' })}
        />
      </div>
      <div ref={ref} className="min-h-48" dangerouslySetInnerHTML={{ __html: svg }} />
    </div>
  );
}
