import { InputError, auditListSchema, parse, type AuditEntry, type AuditList, type AuditPage } from '@tombola/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { auditLog } from '../store/schema';
import { redact, redactText } from './redact';
import type { Caller } from './roles';

/**
 * Writes down that `caller` did `action` (RESOURCE.VERB) to `subject` (an id). Called in the transaction of the change,
 * so that there is no change without its entry: when the entry cannot be written, this throws and the change is undone.
 * Secrets in `details` are left out.
 */
export async function record(
  db: Queryable,
  caller: Caller,
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await db.insert(auditLog).values({
    actorKind: caller.kind,
    actorId: caller.id,
    actorName: caller.name,
    action,
    subject: redactText(subject),
    details: redact(details),
  });
}

/** Entries, newest first. Errors: InputError for a cursor that no answer gave. */
export async function listAudit(db: Queryable, filter: AuditList): Promise<AuditPage> {
  const { action, subject, actor, cursor, limit } = parse(auditListSchema, filter, 'the filter');
  const rows = await db
    .select()
    .from(auditLog)
    .where(
      and(
        action === undefined ? undefined : eq(auditLog.action, action),
        subject === undefined ? undefined : eq(auditLog.subject, subject),
        actor === undefined ? undefined : eq(auditLog.actorId, actor),
        cursor === undefined ? undefined : lt(auditLog.id, readCursor(cursor)),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(entryOf);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.id) : null };
}

function readCursor(cursor: string): number {
  if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor);
  throw new InputError({
    what: 'the cursor is not one of this list',
    value: cursor,
    expected: 'the `nextCursor` of an earlier answer',
    mend: 'Begin again without a cursor.',
  });
}

function entryOf(row: typeof auditLog.$inferSelect): AuditEntry {
  const { id, at, action, subject, details } = row;
  const actor = { kind: row.actorKind, id: row.actorId, name: row.actorName };
  return { id, at: at.toISOString(), actor, action, subject, details };
}
