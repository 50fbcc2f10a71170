import { lt, sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { sessions, verifications } from '../store/schema';

/** Removes sessions and begun logins whose time is over; nothing asks for them any more. @returns how many */
export async function removeExpired(db: Queryable): Promise<number> {
  const ended = await db
    .delete(sessions)
    .where(lt(sessions.expiresAt, sql`now()`))
    .returning({ id: sessions.id });
  const begun = await db
    .delete(verifications)
    .where(lt(verifications.expiresAt, sql`now()`))
    .returning({ id: verifications.id });
  return ended.length + begun.length;
}
