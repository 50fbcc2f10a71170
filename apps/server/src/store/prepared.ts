import { fillPlaceholders, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { QueryResultRow } from 'pg';
import type { Store } from './connect';

/**
 * A query that a connection plans once: for what is asked often and takes longer to plan than to run.
 *
 * @param name of this query and no other
 * @param query with `sql.placeholder(...)` for what is given each time
 */
export function prepared<Row extends QueryResultRow>(
  name: string,
  query: SQL,
): (store: Store, values: Record<string, unknown>) => Promise<Row[]> {
  const { sql: text, params } = new PgDialect({ casing: 'snake_case' }).sqlToQuery(query);
  return async ({ pool }, values) =>
    (await pool.query<Row>({ name, text, values: fillPlaceholders(params, values) })).rows;
}
