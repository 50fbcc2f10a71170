import { maintenanceOut, maintenanceReportOut, maintenanceSetSchema } from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { z } from 'zod';
import { record } from '../access/audit';
import { change } from '../ledger/change';
import { maintain, readMaintenance } from '../maintenance/maintain';
import { changeRetention } from '../maintenance/retention';
import { ConflictError } from './problems';
import { administering } from './trpc';

const tags = ['maintenance'];

/** How long things are kept. */
export const maintenanceRouter = {
  get: administering
    .meta({
      openapi: {
        method: 'GET',
        path: '/maintenance',
        tags,
        summary: 'How long things are kept, and what the last run removed',
        protect: true,
      },
    })
    .input(z.void())
    .output(maintenanceOut)
    .query(({ ctx }) => readMaintenance(ctx.store.db, ctx.config.retention)),

  set: administering
    .meta({
      openapi: { method: 'PATCH', path: '/maintenance', tags, summary: 'Set how long things are kept', protect: true },
    })
    .input(maintenanceSetSchema)
    .output(maintenanceOut)
    .mutation(({ ctx, input }) =>
      change(ctx.store.db, async ({ tx }) => {
        await changeRetention(tx, input);
        await record(tx, ctx.caller, 'maintenance.set', 'retention', input);
        return readMaintenance(tx, ctx.config.retention);
      }),
    ),

  run: administering
    .meta({
      openapi: {
        method: 'POST',
        path: '/maintenance/run',
        tags,
        summary: 'Remove what is older than it is to be kept, now',
        description: 'The server does so every hour by itself.',
        protect: true,
      },
    })
    .input(z.void())
    .output(maintenanceReportOut)
    .mutation(async ({ ctx }) => {
      const { store, artifacts, config } = ctx;
      const begun = () => record(store.db, ctx.caller, 'maintenance.run', 'retention');
      const report = await maintain({ store, artifacts, retention: config.retention }, { begun });
      if (report !== undefined) return report;
      throw new ConflictError({
        what: 'the maintenance runs already',
        expected: 'one run at a time',
        mend: 'Its report will be the `last` of maintenance.get.',
      });
    }),
} satisfies TRPCRouterRecord;
