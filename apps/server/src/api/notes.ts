import {
  doneSchema,
  noteCreateSchema,
  noteListOut,
  noteListSchema,
  noteOut,
  noteRefSchema,
  noteUpdateSchema,
  type NoteOut,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { record } from '../access/audit';
import { AccessError } from '../access/errors';
import type { Caller } from '../access/roles';
import { change, type Change } from '../ledger/change';
import type { Queryable, Transaction } from '../store/connect';
import { drawId } from '../store/ids';
import { notes } from '../store/schema/index';
import { authorOf } from './author';
import { isAfter, keyOf, orderBy, type Keyset } from './keyset';
import { pageFrom, readCursor } from './pages';
import { NotFoundError } from './problems';
import { iso } from './system';
import { reading, writing } from './trpc';

const tags = ['notes'];
const ORDER = '-createdAt';
const newest: Keyset = { kind: 'moment', column: sql`n.created_at`, id: sql`n.id`, descending: true };

/** What people write down beside studies, trials and models. */
export const notesRouter = {
  list: reading
    .meta({ openapi: { method: 'GET', path: '/notes', tags, summary: 'Notes of a subject', protect: true } })
    .input(noteListSchema)
    .output(noteListOut)
    .query(async ({ ctx, input: { cursor, limit, subject, subjectId } }) => {
      const position = readCursor(cursor, ORDER);
      const { rows } = await ctx.store.db.execute<NoteRow & { at: string }>(sql`
        select ${columns}, ${keyOf(newest)} as at from notes n
        where n.subject = ${subject} and n.subject_id = ${subjectId}
          and ${isAfter(newest, position)}
        order by ${orderBy(newest)} limit ${limit + 1}`);
      return pageFrom(rows, limit, ORDER, ({ at, id }) => ({ value: at, id }));
    }),

  create: writing
    .meta({ openapi: { method: 'POST', path: '/notes', tags, summary: 'Write a note', protect: true } })
    .input(noteCreateSchema)
    .output(noteOut)
    .mutation(({ ctx, input: { subject, subjectId, body } }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        // It stays there until the note is written.
        const { rows } = await tx.execute(
          sql`select 1 from ${sql.identifier(tables[subject].table)} where ${sql.identifier(tables[subject].key)} = ${subjectId} for key share`,
        );
        if (rows.length === 0) throw new NotFoundError(subject, subjectId);
        const id = drawId('note');
        await tx.insert(notes).values({ id, subject, subjectId, body, author: authorOf(ctx.caller) });
        const note = await readNote(tx, id);
        await settle(current, ctx.caller, 'create', note);
        return note;
      }),
    ),

  update: writing
    .meta({ openapi: { method: 'PATCH', path: '/notes/{note}', tags, summary: 'Rewrite a note', protect: true } })
    .input(noteUpdateSchema)
    .output(noteOut)
    .mutation(({ ctx, input: { note: id, body } }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        await lockOwn(tx, ctx.caller, id);
        await tx.execute(sql`update notes set body = ${body}, updated_at = now() where id = ${id}`);
        const note = await readNote(tx, id);
        await settle(current, ctx.caller, 'update', note);
        return note;
      }),
    ),

  delete: writing
    .meta({ openapi: { method: 'DELETE', path: '/notes/{note}', tags, summary: 'Remove a note', protect: true } })
    .input(noteRefSchema)
    .output(doneSchema)
    .mutation(({ ctx, input: { note: id } }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        await lockOwn(tx, ctx.caller, id);
        const note = await readNote(tx, id);
        await tx.execute(sql`delete from notes where id = ${id}`);
        await settle(current, ctx.caller, 'delete', note);
        return { ok: true as const };
      }),
    ),
} satisfies TRPCRouterRecord;

/** Where the subjects of notes are. */
const tables = {
  study: { table: 'studies', key: 'id' },
  trial: { table: 'trials', key: 'id' },
  model: { table: 'models', key: 'name' },
} as const;

/** The row `n` of notes. */
const columns = sql`n.id, n.subject, n.subject_id as "subjectId", n.body, n.author,
  coalesce((select u.name from users u where u.id = n.author), (select t.name from tokens t where t.id = n.author),
    case when n.author = 'local' then 'local administrator' else n.author end) as "authorName",
  ${iso(sql`n.created_at`)} as "createdAt", ${iso(sql`n.updated_at`)} as "updatedAt"`;
type NoteRow = NoteOut & Record<string, unknown>;

async function readNote(db: Queryable, id: string): Promise<NoteOut> {
  const { rows } = await db.execute<NoteRow>(sql`select ${columns} from notes n where n.id = ${id}`);
  if (rows[0] === undefined) throw new NotFoundError('note', id);
  return rows[0];
}

/** Locks a note that the caller may change. @throws {NotFoundError} @throws {AccessError} for a note of another's. */
async function lockOwn(tx: Transaction, caller: Caller, id: string): Promise<void> {
  const { rows } = await tx.execute<{ author: string }>(sql`select author from notes where id = ${id} for update`);
  if (rows[0] === undefined) throw new NotFoundError('note', id);
  if (rows[0].author === authorOf(caller) || caller.role === 'admin') return;
  throw new AccessError('forbidden', {
    what: 'this note is another’s',
    value: id,
    expected: 'a note of your own, or the role admin',
  });
}

/** The audit log has who and what, not the text; readers of the subject's studies hear of it. */
async function settle(
  current: Change,
  caller: Caller,
  verb: 'create' | 'update' | 'delete',
  note: NoteOut,
): Promise<void> {
  const { id, subject, subjectId, body } = note;
  await record(current.tx, caller, `note.${verb}`, id, { subject, subjectId, characters: body.length });
  const { rows } =
    subject === 'trial'
      ? await current.tx.execute<{ study: string }>(
          sql`select distinct s.study_id as study from study_levels s join levels l on l.no = s.level_no
            where l.trial_id = ${subjectId} order by study`,
        )
      : { rows: subject === 'study' ? [{ study: subjectId }] : [] };
  const studies = rows.map(({ study }) => study);
  current.tell({ type: 'note.changed', studies, data: { note: id, subject, subjectId, action: `${verb}d` } });
}
