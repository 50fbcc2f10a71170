import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { Store } from './connect';
import { sqlState } from './transact';

/** Any number that nobody else locks with. */
const LOCK = 4_466_001;

/** Brings the schema up to date; several processes may do it at a time. */
export async function migrateStore(store: Store, folder: string): Promise<void> {
  const client = await store.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await migrate(store.db, { migrationsFolder: folder });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}

/** How many migrations the database lacks. */
export async function pendingMigrations(store: Store, folder: string): Promise<number> {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  const { rows } = await store.db
    .execute<{ last: number | null }>(
      sql`select case when to_regclass('drizzle.__drizzle_migrations') is null then null else (select max(created_at) from drizzle.__drizzle_migrations) end as last`,
    )
    .catch((error: unknown) => {
      // The table is not there yet; anything else is no answer.
      if (sqlState(error) === '42P01' || sqlState(error) === '3F000') return { rows: [{ last: null }] };
      throw error;
    });
  const last = rows[0]?.last ?? 0;
  return journal.entries.filter(({ when }) => when > last).length;
}
