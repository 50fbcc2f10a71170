import type { PicturesData } from '@tombola/shared';
import type { TableExport } from '../../ui/export-menu';

/** Pictures as a table, a row a pixel; pictures that are not there have none. */
export function pixelTable({ width, rows, columns, pictures }: PicturesData): TableExport {
  return {
    header: ['row', 'column', 'pixel row', 'pixel column', 'connections kept'],
    rows: () =>
      pictures.flatMap((row, i) =>
        row.flatMap((picture, j) =>
          (picture ?? []).map((kept, at) => [rows[i]!, columns[j]!, Math.floor(at / width), at % width, kept]),
        ),
      ),
  };
}
