import { z } from 'zod';
import {
  deviceSchema,
  levelStateSchema,
  listOf,
  momentSchema,
  pageInput,
  pageOf,
  problemSchema,
  studyIdSchema,
  studyStateSchema,
  summarySchema,
  tagSchema,
  titleSchema,
  trialIdSchema,
  wishSchema,
} from './common';
import { matrixDataSchema, matrixSchema, picturesDataSchema, picturesSchema, unitSchema } from '../figure';
import { plainRecordSchema } from './plain';

const seed = z.int().min(0);

/** How a study is cut to size. */
export const studyOptionsSchema = z.strictObject({
  scale: z.enum(['smoke', 'quick', 'paper']).default('quick'),
  seeds: z.array(seed).min(1).max(1000).optional().describe('Other seeds than the scale’s.'),
  draws: z.int().min(1).max(100).optional().describe('How often a control is drawn within each seed.'),
  changes: plainRecordSchema
    .default({})
    .describe('Laid over the recipe of every arm: {"steps": 1000, "dataset": {"name": "mnist"}}; null removes.'),
});

/** What a study is made from: exactly one of preset, declaration, recipe, clone. */
export const studySourceSchema = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('preset'),
    preset: z.string().max(100).describe('A study of the literature, by id.'),
    ...studyOptionsSchema.shape,
  }),
  z.strictObject({
    from: z.literal('declaration'),
    declaration: plainRecordSchema.describe('A study as data, as in `tombola study run FILE`.'),
    ...studyOptionsSchema.shape,
  }),
  z.strictObject({
    from: z.literal('recipe'),
    recipe: plainRecordSchema.describe('One recipe: a study of one arm.'),
    seeds: z.array(seed).min(1).max(1000).default([0, 1, 2]),
  }),
  z.strictObject({
    from: z.literal('clone'),
    study: studyIdSchema,
    scale: studyOptionsSchema.shape.scale.unwrap().optional().describe('The study’s own when left out.'),
    seeds: studyOptionsSchema.shape.seeds.describe('The study’s own when scale is left out too.'),
    draws: studyOptionsSchema.shape.draws.describe('The study’s own when scale is left out too.'),
    changes: plainRecordSchema.default({}).describe('Laid over the changes of the study cloned.'),
  }),
]);

export const studyCreateSchema = z.strictObject({
  source: studySourceSchema,
  name: titleSchema.optional().describe('What people call it; the title of the study when left out.'),
  device: deviceSchema.default('cpu'),
  priority: z.int().min(-100).max(100).default(0).describe('Higher goes first.'),
  retryLimit: z.int().min(0).max(10).default(2).describe('How often a training whose process died is tried again.'),
  tags: z.array(tagSchema).max(20).default([]),
});

export const studySchemaOut = z.object({
  id: studyIdSchema,
  name: z.string(),
  preset: z.string().nullable(),
  scale: z.string(),
  planHash: z.string(),
  retryLimit: z.int(),
  device: deviceSchema,
  priority: z.int(),
  clonedFrom: z.string().nullable(),
  owner: z.string().describe('Id of the account that launched it, or `local`.'),
  ownerName: z.string(),
  desired: wishSchema,
  state: studyStateSchema,
  trials: z.int(),
  levels: z.int(),
  levelsDone: z.int(),
  levelsFailed: z.int(),
  levelsRunning: z.int(),
  steps: z.number().describe('optimizer steps of all its levels'),
  stepsDone: z.number(),
  revision: z.number().describe('Grows with every change of the study and of what becomes of its levels.'),
  tags: z.array(z.string()),
  createdAt: momentSchema,
  updatedAt: momentSchema,
  finishedAt: momentSchema.nullable(),
  archivedAt: momentSchema.nullable(),
});

export const studySortSchema = z.enum(['-createdAt', 'createdAt', '-updatedAt', 'updatedAt', 'name', '-name']);

export const studyListSchema = z.strictObject({
  ...pageInput,
  states: listOf(studyStateSchema).optional(),
  preset: z.string().max(100).optional(),
  owner: z.string().max(200).optional().describe('Id of an account, or `local`.'),
  tag: tagSchema.optional(),
  search: z.string().max(200).optional().describe('Part of the name or id.'),
  archived: z.boolean().default(false).describe('The archived ones instead.'),
  sort: studySortSchema.default('-createdAt'),
});
export const studyListOut = pageOf(studySchemaOut);

export const armSchemaOut = z.object({
  id: z.string(),
  label: z.string(),
  trials: z.array(z.object({ trial: trialIdSchema, seed: z.int(), draw: z.int() })),
});

export const studyDetailOut = studySchemaOut.extend({
  declaration: z.record(z.string(), z.unknown()),
  options: z.record(z.string(), z.unknown()),
  arms: z.array(armSchemaOut),
  failures: z.array(z.object({ level: z.string(), error: problemSchema.nullable() })).describe('at most 100'),
});

/** One arm's metric along its levels, over all seeds. */
export const armAggregateSchema = z.object({
  arm: z.string(),
  metric: z.string(),
  levels: z.array(
    z.object({
      level: z.int(),
      density: z.number(),
      summary: summarySchema,
      members: z.array(z.object({ trial: trialIdSchema, seed: z.int(), draw: z.int(), value: z.number() })),
    }),
  ),
});

export const claimOut = z.object({
  id: z.string(),
  sentence: z.string(),
  source: z.string(),
  unit: z.string(),
  effect: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  confidence: z.number(),
  n: z.int(),
  pValue: z.number().nullable(),
  adjustedPValue: z.number().nullable(),
  verdict: z.enum(['holds', 'does not hold', 'not decided']),
  reason: z.string(),
});

export const headlineOut = z.object({
  published: z.string().describe('what the paper found, with its number'),
  metric: z.string(),
  unit: unitSchema,
  arm: z.string(),
  densities: z.array(z.number()).describe('of the levels that it is the mean of'),
  value: z.number().describe('mean over seeds'),
  against: z.object({ arm: z.string(), value: z.number() }).nullable(),
  n: z.int(),
  here: z.string().describe('the same in words'),
});

/** Everything that a study's page shows but its heat maps and pictures, in one answer. */
export const studyPageOut = z.object({
  study: studyDetailOut,
  levels: z
    .array(
      z.object({
        id: z.string(),
        trial: trialIdSchema,
        level: z.int(),
        parent: z.string().nullable().describe('the level that it begins with, which may be another trial’s'),
        state: levelStateSchema,
        step: z.int(),
        steps: z.int(),
        density: z.number().nullable(),
        metrics: z.record(z.string(), z.number()).nullable(),
        startedAt: momentSchema.nullable().describe('of its first attempt'),
        finishedAt: momentSchema.nullable(),
      }),
    )
    .describe('the first 5,000; trials have them all'),
  levelsLeftOut: z.int(),
  aggregates: z
    .array(armAggregateSchema)
    .describe('the metrics of the study’s tables, then those that only its figure shows; every arm, over all levels'),
  claims: z.array(claimOut),
  headlines: z
    .array(headlineOut)
    .describe('numbers that the paper prints, ours beside them; those that have levels so far'),
});

export const metricNameSchema = z
  .string()
  .max(100)
  .regex(/^[A-Za-z][\w.-]*$/, 'a metric such as testAccuracyAtEnd');

export const studyAggregatesSchema = z.strictObject({
  study: studyIdSchema,
  metrics: listOf(metricNameSchema, 20).optional().describe('The metrics of the study’s tables when left out.'),
});
export const studyAggregatesOut = z.object({
  items: z.array(armAggregateSchema).describe('for every metric, every arm; levels that are not done are missing'),
});

export const studyMatricesOut = z.object({
  items: z
    .array(z.object({ spec: matrixSchema.describe('as it is declared'), data: matrixDataSchema }))
    .describe('the heat maps that have numbers so far'),
});

export const studyPicturesOut = z.object({
  items: z
    .array(z.object({ spec: picturesSchema.describe('as it is declared'), data: picturesDataSchema }))
    .describe('the pictures that tickets make so far'),
  unread: z
    .array(z.object({ spec: picturesSchema, level: z.string().describe('whose ticket it is') }))
    .describe('those that are not made since a ticket cannot be read'),
});

export const studyReportOut = z.object({
  files: z
    .record(z.string(), z.string())
    .describe(
      'figure.svg, figure-ID.svg for other figures, ID.svg for heat maps and pictures, CSV tables, report.md, report.json, study.json',
    ),
});

export const studyEstimateOut = z.object({
  trials: z.int(),
  levels: z.int(),
  levelsStored: z.int().describe('done already, by whichever study'),
  steps: z.number().describe('optimizer steps still to do'),
  flops: z.number().describe('floating-point operations still to do, weights only'),
  minutes: z.number().nullable().describe('on all slots, or on one where there is none; null while nothing is known'),
  slots: z.int().describe('of the live workers of the device'),
  basis: z.enum(['same network', 'other networks', 'none']).describe('what the minutes are measured from'),
});

export const studyUpdateSchema = z.strictObject({
  study: studyIdSchema,
  name: titleSchema.optional(),
  priority: z.int().min(-100).max(100).optional(),
  tags: z.array(tagSchema).max(20).optional(),
  archived: z.boolean().optional(),
});

export const studyRefSchema = z.strictObject({ study: studyIdSchema });
export const studyResumeSchema = z.strictObject({
  study: studyIdSchema,
  failed: z.boolean().default(false).describe('Levels that failed are tried again, too.'),
});

export const presetOut = z.object({
  id: z.string(),
  title: z.string(),
  question: z.string(),
  citation: z.string(),
  scales: z.record(z.string(), z.object({ description: z.string(), seeds: z.array(z.int()) })),
  declaration: z.record(z.string(), z.unknown()),
});
export const presetListOut = z.object({ items: z.array(presetOut) });
export const presetRefSchema = z.strictObject({ preset: z.string().max(100) });
export const jsonSchemaOut = z.record(z.string(), z.unknown()).describe('JSON Schema, draft 2020-12');

export type StudyCreate = z.input<typeof studyCreateSchema>;
export type StudyCreateRead = z.output<typeof studyCreateSchema>;
export type StudySource = z.output<typeof studySourceSchema>;
export type StudyOut = z.output<typeof studySchemaOut>;
export type StudyDetail = z.output<typeof studyDetailOut>;
export type StudyPage = z.output<typeof studyPageOut>;
export type StudyList = z.output<typeof studyListSchema>;
export type StudyUpdate = z.output<typeof studyUpdateSchema>;
export type StudySort = z.output<typeof studySortSchema>;
export type StudyEstimate = z.output<typeof studyEstimateOut>;
export type ClaimOut = z.output<typeof claimOut>;
export type HeadlineOut = z.output<typeof headlineOut>;
export type ArmAggregateOut = z.output<typeof armAggregateSchema>;
export type Preset = z.output<typeof presetOut>;
