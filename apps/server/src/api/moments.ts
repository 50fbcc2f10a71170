import { sql, type SQL } from 'drizzle-orm';

/** A moment of the database to the microsecond, as cursors have it: milliseconds would skip or repeat rows. */
export function exactly(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
