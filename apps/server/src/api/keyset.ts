import { InputError } from '@tombola/shared';
import { sql, type SQL } from 'drizzle-orm';
import { exactly } from './moments';
import type { Position } from './pages';

/** An order of rows that pages follow. Ids break ties, so a page ends between two rows whatever comes or goes. */
export interface Keyset {
  readonly kind: 'moment' | 'text';
  readonly column: SQL;
  readonly id: SQL;
  readonly descending: boolean;
}

/** What the row is ordered by, exactly, for its cursor. */
export function keyOf({ kind, column }: Keyset): SQL {
  return kind === 'moment' ? exactly(column) : column;
}

/** What `order by` says. */
export function orderBy({ column, id, descending }: Keyset): SQL {
  return descending ? sql`${column} desc, ${id} desc` : sql`${column}, ${id}`;
}

/**
 * The condition of the rows after a position. The row that it was taken from need not exist any more.
 *
 * @throws {InputError} for a position that this order cannot have.
 */
export function isAfter({ kind, column, id, descending }: Keyset, position: Position | undefined): SQL {
  if (position === undefined) return sql`true`;
  const { value } = position;
  if (typeof value !== 'string' || (kind === 'moment' && !moment.test(value)) || unstorable.test(value + position.id)) {
    throw new InputError({
      what: 'this cursor does not belong to this list',
      expected: 'the nextCursor of the page before',
      mend: 'Begin again without a cursor.',
    });
  }
  const key = kind === 'moment' ? sql`${value}::timestamptz` : sql`${value}::text`;
  return sql`(${column}, ${id}) ${sql.raw(descending ? '<' : '>')} (${key}, ${position.id}::text)`;
}

const moment = /^\d{4}-(0\d|1[0-2])-([012]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;
const unstorable = /[\0\p{Cs}]/u;

/** A text as a part of a `like` pattern: its wildcards mean themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
