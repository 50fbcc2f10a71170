import { z } from 'zod';
import {
  levelIdSchema,
  levelStateSchema,
  listOf,
  momentSchema,
  pageInput,
  pageOf,
  problemSchema,
  studyIdSchema,
  studyStateSchema,
  trialIdSchema,
  wishSchema,
} from './common';

export const levelOut = z.object({
  id: levelIdSchema,
  trial: trialIdSchema,
  level: z.int(),
  parent: levelIdSchema.nullable(),
  state: levelStateSchema,
  device: z.string(),
  attempt: z.int(),
  worker: z.string().nullable(),
  step: z.int(),
  steps: z.int(),
  checkpointStep: z.int().nullable(),
  density: z.number().nullable(),
  layers: z.record(z.string(), z.object({ kept: z.int(), total: z.int() })).nullable(),
  metrics: z.record(z.string(), z.number()).nullable(),
  record: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  error: problemSchema.nullable(),
  startedAt: momentSchema.nullable(),
  finishedAt: momentSchema.nullable(),
});

export const trialOut = z.object({
  id: trialIdSchema,
  recipeHash: z.string(),
  seed: z.int(),
  desired: wishSchema,
  state: studyStateSchema,
  levels: z.int(),
  levelsDone: z.int(),
  levelsFailed: z.int(),
  levelsRunning: z.int(),
  createdAt: momentSchema,
});

export const trialListSchema = z.strictObject({
  ...pageInput,
  study: studyIdSchema.optional(),
  states: listOf(levelStateSchema).optional().describe('With a level in one of these states.'),
  recipe: z
    .string()
    .regex(/^[0-9a-f]{3,12}$/)
    .optional()
    .describe('The beginning of a recipe hash.'),
});
export const trialListOut = pageOf(trialOut);

/** The whole trial; a method's level 0 is the dense trial's, under its id. */
export const trialDetailOut = trialOut.extend({
  recipe: z.record(z.string(), z.unknown()).describe('defaults left out'),
  studies: z
    .array(z.object({ study: studyIdSchema, name: z.string(), arm: z.string(), label: z.string(), draw: z.int() }))
    .describe('with the arms that it belongs to'),
  tree: z.array(levelOut).describe('its levels from 0, shared ones included'),
  reproduce: z.object({
    command: z.string().describe('for a POSIX shell'),
    recipeHash: z.string(),
    seed: z.int(),
  }),
});

export const attemptOut = z.object({
  attempt: z.int(),
  worker: z.string(),
  startedAt: momentSchema,
  endedAt: momentSchema.nullable(),
  outcome: z.string().nullable(),
  error: problemSchema.nullable(),
  log: z.string().nullable(),
});

export const attemptListOut = z.object({ items: z.array(attemptOut).describe('by ascending attempt') });

export const trialResumeSchema = z.strictObject({
  trial: trialIdSchema,
  failed: z.boolean().default(false).describe('Levels that failed are tried again, too.'),
});
export const trialRefSchema = z.strictObject({ trial: trialIdSchema });
export const levelRefSchema = z.strictObject({ level: levelIdSchema });

/** Which weights of a level. */
export const levelLayersSchema = z.strictObject({
  level: levelIdSchema,
  at: z.enum(['start', 'end']).default('end').describe('of its training'),
});
/** A network of dense layers with ReLU between them, as `tombola geometry slice --weights` reads it. */
export const levelLayersOut = z.object({
  level: levelIdSchema,
  layers: z
    .array(
      z.object({
        name: z.string(),
        weights: z.array(z.array(z.number())).describe('a row for every output unit'),
        bias: z.array(z.number()).describe('one an output unit; 0 where the layer has none'),
      }),
    )
    .describe('from the input to the logits'),
});

export type LevelOut = z.output<typeof levelOut>;
export type LevelLayers = z.output<typeof levelLayersOut>;
export type AttemptOut = z.output<typeof attemptOut>;
export type TrialList = z.output<typeof trialListSchema>;
export type TrialOut = z.output<typeof trialOut>;
export type TrialDetail = z.output<typeof trialDetailOut>;
