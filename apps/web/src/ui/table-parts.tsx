import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand on the right. */
  readonly number?: boolean;
  /** The name of this column in the API's `sort`, when it can be sorted by. */
  readonly sort?: string;
  readonly className?: string;
}

interface SortProps {
  /** `name` or `-name`: descending. */
  readonly sort?: string | undefined;
  readonly onSort?: ((sort: string) => void) | undefined;
}

/** The names of the columns; those that can be sorted by are buttons. */
export function TableHead<Row>({ columns, sort, onSort }: SortProps & { readonly columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

export function Cells<Row>({ columns, row }: { readonly columns: readonly Column<Row>[]; readonly row: Row }) {
  return columns.map(({ id, cell, number, className }) => (
    <td key={id} className={classNames(number && 'number', className)}>
      {cell(row)}
    </td>
  ));
}

function HeaderCell<Row>({
  column: { header, sort: name, number, className },
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}) {
  const style = classNames(number && 'number', className);
  if (name === undefined || onSort === undefined) {
    return (
      <th scope="col" className={style}>
        {header}
      </th>
    );
  }
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined;
  return (
    <th scope="col" aria-sort={direction ?? 'none'} className={style}>
      <button
        type="button"
        className="inline-flex items-center gap-1 font-medium hover:text-ink"
        onClick={() => onSort(direction === 'descending' ? name : `-${name}`)}
      >
        {header}
        <span aria-hidden="true">{direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}</span>
      </button>
    </th>
  );
}
