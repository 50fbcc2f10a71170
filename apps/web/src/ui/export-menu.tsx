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
  /** A function where rows have yet to be fetched. */
  readonly table?: TableExport | (() => Promise<TableExport>);
  /** What JSON has, or a promise of it; the rows of the table when it is left out. */
  readonly json?: () => unknown;
  /** A standalone SVG document, light and with its styles in it. */
  readonly svg?: () => string | Promise<string>;
  /** How far an export is that takes a while. */
  readonly progress?: string | undefined;
}

/** Two pixels of the picture for each of the page. */
const pngOf = async (svg: string) => (await import('../lib/svg-to-png')).svgToPng(svg, 2);

/** Every table and every plot goes out: CSV, JSON, SVG, PNG. */
export function ExportMenu({ name, table, json, svg, progress }: ExportMenuProps) {
  const { complain } = useToasts();
  const save = (task: () => Promise<void>) => void task().catch(complain);
  const saveCsv = async () => {
    const { header, rows } = await tableOf(table!);
    download(`${name}.csv`, toCsv(header, rows()), 'text/csv');
  };
  const saveJson = async () => {
    const value = json === undefined ? objectsOf(await tableOf(table!)) : await json();
    download(`${name}.json`, JSON.stringify(value, null, 2), 'application/json');
  };
  return (
    <Menu label={progress ?? 'Export'} ariaLabel={progress ?? `Export ${name}`}>
      {table && <MenuItem onSelect={() => save(saveCsv)}>CSV</MenuItem>}
      {(json ?? table) && <MenuItem onSelect={() => save(saveJson)}>JSON</MenuItem>}
      {svg && (
        <MenuItem onSelect={() => save(async () => download(`${name}.svg`, await svg(), 'image/svg+xml'))}>
          SVG
        </MenuItem>
      )}
      {svg && (
        <MenuItem onSelect={() => save(async () => download(`${name}.png`, await pngOf(await svg())))}>PNG</MenuItem>
      )}
    </Menu>
  );
}

const tableOf = async (table: TableExport | (() => Promise<TableExport>)) =>
  typeof table === 'function' ? await table() : table;

const objectsOf = ({ header, rows }: TableExport) =>
  rows().map((row) => Object.fromEntries(header.map((key, i) => [key, row[i] ?? null])));
