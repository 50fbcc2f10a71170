import { Cells, TableHead, type Column } from './table-parts';

interface ShortTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table of rows that all have room; `DataTable` is for those that may not. */
export function ShortTable<Row>({ label, columns, rows, keyOf }: ShortTableProps<Row>) {
  return (
    <table className="data-table" aria-label={label}>
      <TableHead columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <Cells columns={columns} row={row} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
