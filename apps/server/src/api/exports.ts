import {
  exportCreateSchema,
  exportListOut,
  exportListSchema,
  exportOut,
  exportRefSchema,
  type ExportOut,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { record } from '../access/audit';
import { change } from '../ledger/change';
import { createExport } from '../ledger/exports';
import type { Queryable } from '../store/connect';
import { exportJson } from './artifact-rows';
import { authorOf } from './author';
import { isAfter, keyOf, orderBy, type Keyset } from './keyset';
import { pageFrom, readCursor } from './pages';
import { ConflictError, NotFoundError } from './problems';
import { reading, writing } from './trpc';

const tags = ['exports'];
const ORDER = '-createdAt';
const newest: Keyset = { kind: 'moment', column: sql`e.created_at`, id: sql`e.id`, descending: true };

/** ONNX files of finished levels, each verified against the training. A worker makes them. */
export const exportsRouter = {
  create: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/exports',
        tags,
        summary: 'Ask for the ONNX file of a level',
        description: 'A level has one export: asked for again, the answer is the same, unless it failed.',
        protect: true,
      },
    })
    .input(exportCreateSchema)
    .output(exportOut)
    .mutation(({ ctx, input: { level } }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        const { rows } = await tx.execute<{ no: number; state: string }>(
          sql`select no, state from levels where id = ${level} for update`,
        );
        const [found] = rows;
        if (found === undefined) throw new NotFoundError('level', level);
        if (found.state !== 'done') {
          throw new ConflictError({
            what: `${level} cannot be exported`,
            value: found.state,
            expected: 'a done level',
          });
        }
        const { rows: before } = await tx.execute<{ id: string }>(
          sql`select id from exports where level_no = ${found.no}`,
        );
        const id = await createExport(current, ctx.queue, { no: found.no, id: level }, authorOf(ctx.caller));
        if (!before.some((each) => each.id === id)) await record(tx, ctx.caller, 'export.create', id, { level });
        return readExport(tx, id);
      }),
    ),

  get: reading
    .meta({ openapi: { method: 'GET', path: '/exports/{export}', tags, summary: 'One export', protect: true } })
    .input(exportRefSchema)
    .output(exportOut)
    .query(({ ctx, input }) => readExport(ctx.store.db, input.export)),

  list: reading
    .meta({ openapi: { method: 'GET', path: '/exports', tags, summary: 'Exports, newest first', protect: true } })
    .input(exportListSchema)
    .output(exportListOut)
    .query(async ({ ctx, input: { cursor, limit, level } }) => {
      const position = readCursor(cursor, ORDER);
      const { rows } = await ctx.store.db.execute<{ export: ExportOut; at: string }>(sql`
        select ${exportJson} as export, ${keyOf(newest)} as at
        from exports e
        where ${isAfter(newest, position)}
          ${level === undefined ? sql`` : sql`and e.level_no = (select no from levels where id = ${level})`}
        order by ${orderBy(newest)} limit ${limit + 1}`);
      const { items, nextCursor } = pageFrom(rows, limit, ORDER, (row) => ({ value: row.at, id: row.export.id }));
      return { items: items.map((row) => row.export), nextCursor };
    }),
} satisfies TRPCRouterRecord;

async function readExport(db: Queryable, id: string): Promise<ExportOut> {
  const { rows } = await db.execute<{ export: ExportOut }>(
    sql`select ${exportJson} as export from exports e where e.id = ${id}`,
  );
  if (rows[0] === undefined) throw new NotFoundError('export', id);
  return rows[0].export;
}
