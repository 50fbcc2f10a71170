import {
  levelRefSchema,
  maskOut,
  maskSchema,
  ticketListOut,
  ticketListSchema,
  ticketOut,
  type TicketListItem,
  type TicketOut,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { list } from '../store/sql';
import { maskBlocks } from './mask-blocks';
import { pageFrom, readCursor } from './pages';
import { NotFoundError } from './problems';
import { ticketAnatomy } from './ticket-anatomy';
import { ticketColumns } from './ticket-detail';
import { masksOfLevels } from './ticket-masks';
import { levelsOfTrials } from './trial-levels';
import { reading } from './trpc';

const tags = ['tickets'];
const ORDER = '-level';

type Row = TicketListItem & { readonly no: number } & Record<string, unknown>;

/** Of the row `e` of exports; null while nothing was verified. */
const isVerified = sql`e.verification -> 'ok' = 'true'::jsonb`;
/** Of the row `t` of tickets. A level is not exported again once it was, so such an export is its newest. */
const hasVerified = sql`exists (select 1 from exports e where e.level_no = t.level_no and ${isVerified})`;

/** Tickets: what a finished level started from. */
export const ticketsRouter = {
  ...ticketAnatomy,

  list: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/tickets',
        tags,
        summary: 'Tickets, those of the newest levels first',
        description: 'A study has the tickets of all levels that it needs, dense ones included.',
        protect: true,
      },
    })
    .input(ticketListSchema)
    .output(ticketListOut)
    .query(async ({ ctx, input: { cursor, limit, study, trial, minDensity, maxDensity, verified } }) => {
      const position = readCursor(cursor, ORDER);
      const { rows } = await ctx.store.db.execute<Row>(sql`
        select l.no, ${ticketColumns}, (
          select jsonb_build_object('id', e.id, 'state', e.state, 'verified', ${isVerified})
          from exports e where e.level_no = t.level_no order by e.created_at desc, e.id desc limit 1) as export
        from tickets t join levels l on l.no = t.level_no
        where l.density::float8 between ${minDensity} and ${maxDensity}
          ${study === undefined ? sql`` : sql`and t.level_no in (select level_no from study_levels where study_id = ${study})`}
          ${trial === undefined ? sql`` : sql`and t.level_no in (select no from (${levelsOfTrials(sql`${list([trial])}::text[]`)}) own)`}
          ${verified === undefined ? sql`` : sql`and ${verified ? sql`` : sql`not`} ${hasVerified}`}
          ${position === undefined ? sql`` : sql`and t.level_no < ${position.value}::bigint`}
        order by t.level_no desc limit ${limit + 1}`);
      return pageFrom(rows, limit, ORDER, ({ no, level }) => ({ value: no, id: level }));
    }),

  get: reading
    .meta({
      openapi: { method: 'GET', path: '/tickets/{level}', tags, summary: 'The ticket of a level', protect: true },
    })
    .input(levelRefSchema)
    .output(ticketOut)
    .query(async ({ ctx, input: { level } }) => {
      const { rows } = await ctx.store.db.execute<TicketOut & Record<string, unknown>>(
        sql`select ${ticketColumns} from tickets t join levels l on l.no = t.level_no where l.id = ${level}`,
      );
      if (rows[0] === undefined) throw new NotFoundError('ticket', level);
      return rows[0];
    }),

  mask: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/tickets/{level}/mask',
        tags,
        summary: 'The mask of a parameter as a picture: densities of blocks',
        protect: true,
      },
    })
    .input(maskSchema)
    .output(maskOut)
    .query(async ({ ctx, input: { level, parameter, blocks } }) => {
      const masks = await masksOfLevels(ctx.store.db, ctx.artifacts, [level]);
      const mask = masks.get(level)!.get(parameter);
      if (mask === undefined) throw new NotFoundError(`masked parameter in the ticket of ${level}`, parameter);
      const { shape, kept, total } = mask;
      return { level, parameter, shape: [...shape], kept, total, ...maskBlocks(mask, blocks) };
    }),
} satisfies TRPCRouterRecord;
