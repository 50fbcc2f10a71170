import {
  doneSchema,
  studyAggregatesOut,
  studyAggregatesSchema,
  studyCreateSchema,
  studyDetailOut,
  studyEstimateOut,
  studyListOut,
  studyListSchema,
  studyMatricesOut,
  studyPageOut,
  studyPicturesOut,
  studyRefSchema,
  studyReportOut,
  studyResumeSchema,
  studySchemaOut,
  studyUpdateSchema,
} from '@tombola/shared';
import { armAggregates } from '@tombola/studies';
import type { TRPCRouterRecord } from '@trpc/server';
import { estimatePlan } from './estimate';
import { launchStudy, removeStudy, steerStudy, updateStudy } from './study-actions';
import { listStudies } from './study-list';
import { readStudyMatrices } from './study-matrices';
import { contentOf, readStudyPage } from './study-page';
import { picturesOfStudy } from './study-pictures';
import { studyReport } from './study-report';
import { observationsOf } from './study-results';
import { readStudyDetail, readStudyOut } from './study-rows';
import { planSource } from './study-source';
import { reading, writing } from './trpc';
import { trusted } from './trusted';

const tags = ['studies'];

/** Studies: launched, followed, steered and read. */
export const studiesRouter = {
  list: reading
    .meta({ openapi: { method: 'GET', path: '/studies', tags, summary: 'Studies', protect: true } })
    .input(studyListSchema)
    .output(trusted(studyListOut))
    .query(({ ctx, input }) => listStudies(ctx.store.db, input)),

  get: reading
    .meta({ openapi: { method: 'GET', path: '/studies/{study}', tags, summary: 'One study', protect: true } })
    .input(studyRefSchema)
    .output(studyDetailOut)
    .query(({ ctx, input }) => readStudyDetail(ctx.store.db, input.study)),

  create: writing
    .meta({ openapi: { method: 'POST', path: '/studies', tags, summary: 'Launch a study', protect: true } })
    .input(studyCreateSchema)
    .output(studySchemaOut)
    .mutation(({ ctx, input }) => launchStudy(ctx, input)),

  /** It changes nothing; it is no query because its input may be longer than a URL. */
  estimate: reading
    .meta({
      openapi: {
        method: 'POST',
        path: '/studies/estimate',
        tags,
        summary: 'What launching a study would take; nothing is launched',
        protect: true,
      },
    })
    .input(studyCreateSchema)
    .output(studyEstimateOut)
    .mutation(async ({ ctx, input: { source, device } }) => {
      const { plan } = await planSource(ctx.store.db, source);
      return estimatePlan(ctx.store.db, plan, device);
    }),

  update: writing
    .meta({
      openapi: {
        method: 'PATCH',
        path: '/studies/{study}',
        tags,
        summary: 'Rename, tag, archive a study, or give it another priority',
        protect: true,
      },
    })
    .input(studyUpdateSchema)
    .output(studySchemaOut)
    .mutation(({ ctx, input }) => updateStudy(ctx, input)),

  cancel: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/studies/{study}/cancel',
        tags,
        summary: 'Stop what only this study wants',
        protect: true,
      },
    })
    .input(studyRefSchema)
    .output(studySchemaOut)
    .mutation(({ ctx, input }) => steerStudy(ctx, input.study, 'cancelled')),

  pause: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/studies/{study}/pause',
        tags,
        summary: 'Stop for a while what only this study wants',
        protect: true,
      },
    })
    .input(studyRefSchema)
    .output(studySchemaOut)
    .mutation(({ ctx, input }) => steerStudy(ctx, input.study, 'paused')),

  resume: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/studies/{study}/resume',
        tags,
        summary: 'Go on with a study that was paused or cancelled, or try again what failed',
        protect: true,
      },
    })
    .input(studyResumeSchema)
    .output(studySchemaOut)
    .mutation(({ ctx, input: { study, failed } }) => steerStudy(ctx, study, 'run', { failed })),

  delete: writing
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/studies/{study}',
        tags,
        summary: 'Remove a study; trials that others share stay',
        protect: true,
      },
    })
    .input(studyRefSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await removeStudy(ctx, input.study);
      return { ok: true as const };
    }),

  page: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/studies/{study}/page',
        tags,
        summary: 'Everything that a study’s page shows but its heat maps and pictures',
        protect: true,
      },
    })
    .input(studyRefSchema)
    .output(trusted(studyPageOut))
    .query(({ ctx, input }) => readStudyPage(ctx.store, input.study)),

  aggregates: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/studies/{study}/aggregates',
        tags,
        summary: 'Metrics over all seeds, by arm and level',
        protect: true,
      },
    })
    .input(studyAggregatesSchema)
    .output(studyAggregatesOut)
    .query(async ({ ctx, input: { study: id, metrics } }) => {
      const { study, placed } = await contentOf(ctx.store, await readStudyOut(ctx.store.db, id));
      const wanted = new Set(metrics ?? study.tables.map(({ metric }) => metric));
      const observations = observationsOf(placed);
      return { items: [...wanted].flatMap((metric) => armAggregates(study, observations, metric)) };
    }),

  matrices: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/studies/{study}/matrices',
        tags,
        summary: 'The heat maps of a study as numbers, over all seeds',
        protect: true,
      },
    })
    .input(studyRefSchema)
    .output(studyMatricesOut)
    .query(async ({ ctx, input }) => ({ items: await readStudyMatrices(ctx.store, input.study) })),

  pictures: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/studies/{study}/pictures',
        tags,
        summary: 'What the tickets of a study keep of first layers, for each pixel, over all seeds',
        protect: true,
      },
    })
    .input(studyRefSchema)
    .output(studyPicturesOut)
    .query(({ ctx, input }) => picturesOfStudy(ctx, input.study)),

  report: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/studies/{study}/report',
        tags,
        summary: 'The files of a study’s report: figure, heat maps, pictures, tables, verdicts',
        protect: true,
      },
    })
    .input(studyRefSchema)
    .output(studyReportOut)
    .query(async ({ ctx, input }) => ({ files: await studyReport(ctx, input.study) })),
} satisfies TRPCRouterRecord;
