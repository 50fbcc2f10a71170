import { sql, type SQL } from 'drizzle-orm';

/** A list as one parameter, to be cast: `${list(ids)}::text[]`. */
export function list(values: readonly (string | number)[]): SQL {
  return sql`${sql.param([...values])}`;
}
