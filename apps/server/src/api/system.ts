import type { eventOut } from '@tombola/shared';
import {
  eventListOut,
  eventListSchema,
  eventStreamSchema,
  systemOut,
  workerListOut,
  workerListSchema,
  type Device,
  type EventOut,
  type WorkerOut,
} from '@tombola/shared';
import { tracked, type TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { reading } from './trpc';

const tag = ['system'];

/** The service itself: what it is, who works for it, what happens. */
export const systemRouter = {
  info: reading
    .meta({ openapi: { method: 'GET', path: '/system', tags: tag, summary: 'What this server is', protect: true } })
    .input(z.void())
    .output(systemOut)
    .query(({ ctx }) => ({
      version: ctx.version,
      node: process.version,
      database: ctx.config.databaseUrl === undefined ? 'embedded' : 'external',
      artifacts: ctx.artifacts.url,
      startedAt: ctx.startedAt.toISOString(),
      lastEvent: ctx.events.last,
    })),

  workers: reading
    .meta({ openapi: { method: 'GET', path: '/workers', tags: tag, summary: 'Workers and queues', protect: true } })
    .input(workerListSchema)
    .output(workerListOut)
    .query(async ({ ctx, input }) => {
      const { rows } = await ctx.store.db.execute<Record<keyof WorkerOut, never>>(sql`
        select w.id, w.name, w.host, w.pid, w.version, w.device, w.provider, w.slots, w.state, w.memory,
          ${iso(sql`w.started_at`)} as "startedAt", ${iso(sql`w.heartbeat_at`)} as "heartbeatAt",
          coalesce((select jsonb_agg(jsonb_build_object('level', l.id, 'trial', l.trial_id, 'step', l.step, 'steps', l.steps)
            order by l.no) from levels l where l.worker_id = w.id and l.state = 'running'), '[]') as current
        from workers w
        where ${input.all} or w.state in ('live', 'stopping')
        order by w.started_at desc limit 500`);
      const { rows: queues } = await ctx.store.db.execute<{ device: Device; queued: number; running: number }>(sql`
        select device, count(*) filter (where state = 'queued')::int as queued,
          count(*) filter (where state = 'running')::int as running
        from levels where state in ('queued', 'running') group by device order by device`);
      return { items: rows, queues };
    }),

  events: reading
    .meta({ openapi: { method: 'GET', path: '/events', tags: tag, summary: 'What happened', protect: true } })
    .input(eventListSchema)
    .output(eventListOut)
    .query(async ({ ctx, input: { after, limit, study, trial } }) => {
      const { rows } = await ctx.store.db.execute<Record<keyof EventOut, never>>(sql`
        select id, ${iso(sql`at`)} as at, type, studies, trial_id as trial, level_id as level, data
        from events
        where id > ${after} and (${study ?? null}::text is null or ${study ?? null} = any(studies))
          and (${trial ?? null}::text is null or trial_id = ${trial ?? null})
        order by id limit ${limit}`);
      return { items: rows, last: ctx.events.last };
    }),

  /** Live events; a client that reconnects gives the last id that it saw and misses nothing. */
  follow: reading.input(eventStreamSchema).subscription(async function* ({ ctx, input, signal }) {
    const { study, trial, after, lastEventId } = input;
    const from = lastEventId === undefined || lastEventId === '' ? after : Number(lastEventId);
    const stream = ctx.events.follow(
      { ...(study === undefined ? {} : { study }), ...(trial === undefined ? {} : { trial }) },
      { ...(from === undefined ? {} : { after: from }), signal: signal ?? new AbortController().signal },
    );
    for await (const event of stream) yield tracked(String(event.id), event satisfies z.output<typeof eventOut>);
  }),
} satisfies TRPCRouterRecord;

/** A moment of the database as ISO 8601 in UTC, to the millisecond. */
export function iso(moment: ReturnType<typeof sql>) {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
