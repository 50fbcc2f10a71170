import { sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../store/connect';

const KEY = 'events.removedTo';

/** The greatest id among the events that were removed; 0 while none was. */
export async function removedTo(db: Queryable): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(
    sql`select (value #>> '{}')::bigint as id from settings where key = ${KEY}`,
  );
  return rows[0]?.id ?? 0;
}

/** Notes that events up to this id were removed, some or all: whoever stands before it must load everything anew. */
export async function noteRemoved(tx: Transaction, id: number): Promise<void> {
  await tx.execute(sql`
    insert into settings (key, value) values (${KEY}, to_jsonb(${id}::bigint))
    on conflict (key) do update set value = to_jsonb(greatest((settings.value #>> '{}')::bigint, ${id}::bigint)),
      updated_at = now()`);
}
