'use client';
import { download, toCsv, type Cell } from '../lib/download';
import { Menu, MenuItem } from './menu';
import { useToasts } from './toast';

export interface TableExport {
  readonly header: readonly string[];
  readonly rows: () => readonly (readonly Cell[])[];
}

interface ExportMenuProps {
  /** Of the files, without an ending. */
  readonly name: string;
  readonly table?: TableExport;
  /** What JSON has; the rows of the table when it is left out. */
  readonly json?: () => unknown;
  /** A standalone SVG document, light and with its styles in it. */
  readonly svg?: () => string | Promise<string>;
}

/** Two pixels of the picture for each of the page. */
const pngOf = async (svg: string) => (await import('../lib/svg-to-png')).svgToPng(svg, 2);

/** Every table and every plot goes out: CSV, JSON, SVG, PNG. */
export function ExportMenu({ name, table, json, svg }: ExportMenuProps) {
  const objects = ({ header, rows }: TableExport) =>
    rows().map((row) => Object.fromEntries(header.map((key, i) => [key, row[i] ?? null])));
  const { complain } = useToasts();
  const save = (task: () => Promise<void>) => task().catch(complain);
  const value = json ?? (table && (() => objects(table)));
  return (
    <Menu label="Export" ariaLabel={`Export ${name}`}>
      {table && (
        <MenuItem onSelect={() => download(`${name}.csv`, toCsv(table.header, table.rows()), 'text/csv')}>CSV</MenuItem>
      )}
      {value && (
        <MenuItem onSelect={() => download(`${name}.json`, JSON.stringify(value(), null, 2), 'application/json')}>
          JSON
        </MenuItem>
      )}
      {svg && (
        <MenuItem onSelect={() => void save(async () => download(`${name}.svg`, await svg(), 'image/svg+xml'))}>
          SVG
        </MenuItem>
      )}
      {svg && (
        <MenuItem onSelect={() => void save(async () => download(`${name}.png`, await pngOf(await svg())))}>
          PNG
        </MenuItem>
      )}
    </Menu>
  );
}
