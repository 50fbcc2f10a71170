/**
 * A backup is a tar.gz archive that other tools can read as well:
 *
 *     header.json            what is in it, and the schema's migrations
 *     tables/03-levels/000001.copy, 000002.copy, ...
 *                            the rows as PostgreSQL's COPY writes them as text; cut anywhere, to be read one after another
 *     summary.json           rows and SHA-256 of each table, values of the sequences; a backup that has it is whole
 */
import { z } from 'zod';

const name = z.string().min(1).max(63);

export const headerSchema = z.object({
  format: z.literal('tombola-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  /** What PostgreSQL calls its version. */
  server: z.string(),
  /** The moments of the migrations that made the schema, in ms since 1970, as drizzle counts them. */
  migrations: z.array(z.number().int().nonnegative()).min(1),
  tables: z.array(z.object({ name, columns: z.array(name) })),
});

export type Header = z.output<typeof headerSchema>;

export const summarySchema = z.object({
  tables: z.record(
    name,
    z.object({
      rows: z.number().int().nonnegative(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** `called`: whether the value was given out already. */
  sequences: z.record(name, z.object({ value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
});

export type Summary = z.output<typeof summarySchema>;

/** Where the rows of a table lie; the number makes names that would be cut different. */
export function folderOf(index: number, table: string): string {
  return `tables/${String(index + 1).padStart(2, '0')}-${table.replace(/[^\w]/g, '_').slice(0, 60)}/`;
}

/** The settings under which COPY writes, and reads back, the same text on every server. */
export const textSettings = `
  set local client_encoding = 'UTF8';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local timezone = 'UTC';
  set local extra_float_digits = 1;
  set local bytea_output = 'hex';
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;`;
