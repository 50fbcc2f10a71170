'use client';
import { drawPictures, renderPictures } from '@tombola/figures';
import type { PicturesData, PicturesSpec } from '@tombola/shared';
import { DrawnPart } from '../drawn-part';
import { pixelTable } from './pixel-table';

interface PicturesProps {
  readonly study: string;
  readonly spec: PicturesSpec;
  readonly data: PicturesData;
}

/** Pictures of first layers. */
export function Pictures({ data, ...rest }: PicturesProps) {
  const drawing = { draw: drawPictures, render: renderPictures, table: pixelTable(data) };
  return <DrawnPart {...rest} {...drawing} data={data} className="max-w-3xl min-w-0" />;
}
