import { z } from 'zod';
import { levelIdSchema, listOf, studyIdSchema, summarySchema, trialIdSchema } from './common';

/** `trainLoss`, `validation.loss`, `validation.accuracy`, `test.loss`, `test.accuracy` and whatever a method adds. */
export const seriesNameSchema = z
  .string()
  .max(100)
  .regex(/^[A-Za-z][\w.-]*$/, 'a series such as validation.loss');

export const pointsSchema = z.object({ steps: z.array(z.int()), values: z.array(z.number().nullable()) });

export const metricSeriesSchema = z.strictObject({ level: levelIdSchema });
export const metricSeriesOut = z.object({
  series: z.array(z.object({ name: seriesNameSchema, count: z.int(), fromStep: z.int(), toStep: z.int() })),
});

export const metricRawSchema = z.strictObject({
  level: levelIdSchema,
  series: seriesNameSchema,
  fromStep: z.int().min(0).default(0),
  toStep: z.int().min(0).max(2147483647).default(2147483647),
});
export const metricRawOut = pointsSchema;

/** Curves for drawing: for every pixel the least and the greatest value, so that no spike is lost. */
export const metricCurvesSchema = z.strictObject({
  levels: listOf(levelIdSchema, 200),
  series: listOf(seriesNameSchema, 50),
  pixels: z.int().min(1).max(4000).default(800),
  fromStep: z.int().min(0).optional(),
  toStep: z.int().min(0).max(2147483647).optional(),
});
export const metricCurvesOut = z.object({
  curves: z.array(
    z.object({
      level: levelIdSchema,
      series: seriesNameSchema,
      count: z.int().describe('points in the range, all of them looked at'),
      steps: z.array(z.int()).describe('first step of each pixel'),
      min: z.array(z.number().nullable()),
      max: z.array(z.number().nullable()),
      last: z.array(z.number().nullable()),
    }),
  ),
});

/** A series of an arm over its seeds, at one level: never sampled, never interpolated. */
export const metricBandsSchema = z.strictObject({
  study: studyIdSchema,
  series: seriesNameSchema,
  level: z.int().min(0).max(60).default(0),
  arms: listOf(z.string().max(100)).optional(),
});
export const metricBandsOut = z.object({
  bands: z.array(
    z.object({
      arm: z.string(),
      level: z.int(),
      trials: z.array(trialIdSchema),
      steps: z.array(z.int()),
      n: z.array(z.int()),
      mean: z.array(z.number().nullable()),
      std: z.array(z.number().nullable()),
      min: z.array(z.number().nullable()),
      max: z.array(z.number().nullable()),
      low: z.array(z.number().nullable()).describe('lower end of the 95 % t interval'),
      high: z.array(z.number().nullable()),
    }),
  ),
});

/** Several studies or trials side by side; as many as wanted. */
export const compareSchema = z.strictObject({
  trials: listOf(trialIdSchema, 500).optional(),
  studies: listOf(studyIdSchema, 100).optional().describe('All trials of these.'),
  metric: z.string().max(100).default('testAccuracyAtEarlyStop'),
});
export const compareOut = z.object({
  differences: z
    .array(z.object({ path: z.string(), values: z.record(z.string(), z.unknown()) }))
    .describe('members of the recipes that differ, by trial id; a missing one is null'),
  curves: z.array(
    z.object({
      trial: trialIdSchema,
      points: z.array(z.object({ level: z.int(), density: z.number(), value: z.number() })),
    }),
  ),
  groups: z.array(
    z.object({
      recipeHash: z.string(),
      levels: z.array(z.object({ level: z.int(), density: z.number(), summary: summarySchema })),
    }),
  ),
});

/** How much two tickets agree: kept by both over kept by either, for each prunable parameter. */
export const overlapSchema = z.strictObject({ levels: listOf(levelIdSchema, 20) });
export const overlapOut = z.object({
  levels: z.array(levelIdSchema),
  pairs: z.array(
    z.object({
      a: levelIdSchema,
      b: levelIdSchema,
      jaccard: z.number().describe('over all parameters'),
      expected: z.number().describe('of two independent random masks of these densities'),
      parameters: z.record(z.string(), z.object({ jaccard: z.number(), both: z.int(), either: z.int() })),
    }),
  ),
});
