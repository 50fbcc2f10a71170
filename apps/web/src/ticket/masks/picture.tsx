'use client';
import type { ReactNode } from 'react';
import { svgText } from '../../charts/drawing';
import { ExportMenu, type TableExport } from '../../ui/export-menu';
import type { Grid } from './grid';
import { HeatMap } from './heat-map';
import { heatMapDrawing } from './heat-map-drawing';
import { Legend } from './legend';

interface PictureProps {
  /** Of the exported files. */
  readonly name: string;
  readonly title: string;
  /** Beside the title: numbers of the whole. */
  readonly facts?: ReactNode;
  readonly grid: Grid;
  readonly most: number;
  readonly format: (value: number) => string;
  readonly unit: string;
  readonly describe: (row: number, column: number, value: number) => string;
  readonly aspect?: number;
  readonly table: TableExport;
}

/** A heat map with its title, its legend and its exports. */
export function Picture(props: PictureProps) {
  const { name, title, facts, grid, most, format, unit, describe, aspect, table } = props;
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex min-h-9 items-center justify-between gap-2">
        <span className="min-w-0">
          <span className="text-sm font-medium">{title}</span>
          {facts !== undefined && <span className="block text-xs text-soft tabular-nums">{facts}</span>}
        </span>
        <ExportMenu
          name={name}
          table={table}
          svg={() => svgText(heatMapDrawing({ title, subtitle: name, grid, most, format, unit }), '#ffffff')}
        />
      </figcaption>
      <HeatMap label={title} grid={grid} most={most} describe={describe} {...(aspect !== undefined && { aspect })} />
      <Legend most={most} format={format} unit={unit} />
    </figure>
  );
}
