import { retentionSchema, type Retention, type RetentionChange } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../store/connect';

const KEY = 'retention';

/** How long things are kept: what an administrator set, and the server's configuration for the rest. */
export async function readRetention(db: Queryable, configured: Retention): Promise<Retention> {
  return { ...configured, ...(await readOverrides(db)) };
}

/** Sets members; null takes what was set back. Others stay as they are. */
export async function changeRetention(tx: Transaction, { ...changes }: RetentionChange): Promise<void> {
  // Two changes at a time come one after the other.
  await tx.execute(
    sql`insert into settings (key, value) values (${KEY}, '{}') on conflict (key) do update set key = ${KEY}`,
  );
  const members = Object.entries({ ...(await readOverrides(tx)), ...changes });
  const value = Object.fromEntries(members.filter(([, days]) => days !== null && days !== undefined));
  await tx.execute(
    sql`update settings set value = ${JSON.stringify(value)}::jsonb, updated_at = now() where key = ${KEY}`,
  );
}

/** What another version wrote and this one does not understand counts as not set. */
async function readOverrides(db: Queryable): Promise<Partial<Retention>> {
  const { rows } = await db.execute<{ value: unknown }>(sql`select value from settings where key = ${KEY}`);
  const read = retentionSchema.partial().safeParse(rows[0]?.value ?? {});
  return read.success ? read.data : {};
}
