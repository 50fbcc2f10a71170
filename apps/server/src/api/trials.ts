import {
  attemptListOut,
  levelLayersOut,
  levelLayersSchema,
  levelOut,
  levelRefSchema,
  trialDetailOut,
  trialListOut,
  trialListSchema,
  trialOut,
  trialRefSchema,
  trialResumeSchema,
  type AttemptOut,
  type TrialOut,
  type Wish,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { record } from '../access/audit';
import { change } from '../ledger/change';
import { wishForTrial } from '../ledger/wishes';
import { readLevelLayers } from './level-layers';
import { NotFoundError } from './problems';
import { isDone, verbs, type Actor } from './study-actions';
import { iso } from './system';
import { listTrials, readLevelOut, readTrialDetail, readTrialOut, sharedTrials } from './trial-rows';
import { reading, writing } from './trpc';
import { trusted } from './trusted';

const tags = ['trials'];

/** Trials: one recipe, one seed, whichever studies it is in. */
export const trialsRouter = {
  list: reading
    .meta({ openapi: { method: 'GET', path: '/trials', tags, summary: 'Trials, newest first', protect: true } })
    .input(trialListSchema)
    .output(trialListOut)
    .query(({ ctx, input }) => listTrials(ctx.store.db, input)),

  get: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/trials/{trial}',
        tags,
        summary: 'One trial with all its levels',
        protect: true,
      },
    })
    .input(trialRefSchema)
    .output(trialDetailOut)
    .query(({ ctx, input }) => readTrialDetail(ctx.store.db, input.trial)),

  cancel: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/trials/{trial}/cancel',
        tags,
        summary: 'Stop a trial in all its studies',
        protect: true,
      },
    })
    .input(trialRefSchema)
    .output(trialOut)
    .mutation(({ ctx, input }) => steerTrial(ctx, input.trial, 'cancelled')),

  pause: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/trials/{trial}/pause',
        tags,
        summary: 'Stop a trial for a while in all its studies',
        protect: true,
      },
    })
    .input(trialRefSchema)
    .output(trialOut)
    .mutation(({ ctx, input }) => steerTrial(ctx, input.trial, 'paused')),

  resume: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/trials/{trial}/resume',
        tags,
        summary: 'Go on with a trial that was paused or cancelled',
        protect: true,
      },
    })
    .input(trialResumeSchema)
    .output(trialOut)
    .mutation(({ ctx, input: { trial, failed } }) => steerTrial(ctx, trial, 'run', { failed })),

  retry: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/trials/{trial}/retry',
        tags,
        summary: 'Try again what failed of a trial',
        protect: true,
      },
    })
    .input(trialRefSchema)
    .output(trialOut)
    .mutation(({ ctx, input }) => steerTrial(ctx, input.trial, 'run', { failed: true })),

  attempts: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/levels/{level}/attempts',
        tags,
        summary: 'The attempts at a level, with their logs',
        protect: true,
      },
    })
    .input(levelRefSchema)
    .output(attemptListOut)
    .query(async ({ ctx, input: { level } }) => {
      const { rows } = await ctx.store.db.execute<{ items: AttemptOut[] }>(sql`
        select (
          select coalesce(json_agg(json_build_object('attempt', a.attempt, 'worker', a.worker_id,
            'startedAt', ${iso(sql`a.started_at`)}, 'endedAt', ${iso(sql`a.ended_at`)}, 'outcome', a.outcome,
            'error', a.error, 'log', a.log) order by a.attempt), '[]')
          from attempts a where a.level_no = l.no
        ) as items
        from levels l where l.id = ${level}`);
      if (rows[0] === undefined) throw new NotFoundError('level', level);
      return rows[0];
    }),
} satisfies TRPCRouterRecord;

/** Levels of trials: single trainings. */
export const levelsRouter = {
  get: reading
    .meta({ openapi: { method: 'GET', path: '/levels/{level}', tags, summary: 'One level of a trial', protect: true } })
    .input(levelRefSchema)
    .output(levelOut)
    .query(({ ctx, input }) => readLevelOut(ctx.store.db, input.level)),

  layers: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/levels/{level}/layers',
        tags,
        summary: 'The weights of a network of dense layers, as numbers',
        description: 'What `tombola geometry slice --weights FILE` reads; at most 100,000 numbers.',
        protect: true,
      },
    })
    .input(levelLayersSchema)
    .output(trusted(levelLayersOut))
    .query(({ ctx, input: { level, at } }) => readLevelLayers(ctx, level, at)),
} satisfies TRPCRouterRecord;

async function steerTrial(
  { store, queue, caller }: Actor,
  trial: string,
  wish: Wish,
  options: { readonly failed?: boolean } = {},
): Promise<TrialOut> {
  await change(store.db, async (current) => {
    const { state } = await readTrialOut(current.tx, trial);
    if (state === 'done') {
      if (wish === 'run') return;
      throw isDone('trial', trial);
    }
    // To go on it needs the dense level that it shares; to stop it leaves that to the others.
    if (wish === 'run') {
      for (const other of await sharedTrials(current.tx, trial))
        await wishForTrial(current, queue, other, wish, options);
    }
    await wishForTrial(current, queue, trial, wish, options);
    await record(current.tx, caller, `trial.${verbs[wish]}`, trial, options);
  });
  return readTrialOut(store.db, trial);
}
