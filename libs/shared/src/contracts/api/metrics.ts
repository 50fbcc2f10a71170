import { z } from 'zod';
import { levelIdSchema, listOf, studyIdSchema, summarySchema, trialIdSchema } from './common';

/** `trainLoss`, `validation.loss`, `validation.accuracy`, `test.loss`, `test.accuracy` and whatever a method adds. */
export const seriesNameSchema = z
  .string()
  .max(100)
  .regex(/^[A-Za-z][\w.-]*$/, 'a series such as validation.loss');

/**
 * Columns of an answer, of up to 10^5 numbers each: only that they are lists is checked, since to look at every number
 * takes ten times as long as to make it.
 */
const integers = (description: string) => columnOf<number>('integer', description);
const numbers = (description: string) => columnOf<number | null>(['number', 'null'], description);

function columnOf<T>(type: 'integer' | ['number', 'null'], description: string) {
  const items = { type } as const;
  return z.custom<T[]>((value) => Array.isArray(value)).meta({ description, override: { type: 'array', items } });
}

export const pointsSchema = z.object({
  steps: integers('ascending'),
  values: numbers('null: NaN or an infinity'),
});

export const metricSeriesSchema = z.strictObject({ level: levelIdSchema });
/** What there is; a running level has more at every look. */
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

/** Curves for drawing: for every pixel the least and the greatest value of all its points, so that no spike is lost. */
export const metricCurvesSchema = z.strictObject({
  levels: listOf(levelIdSchema, 200),
  series: listOf(seriesNameSchema, 50),
  pixels: z.int().min(1).max(4000).default(800),
  fromStep: z.int().min(0).max(2147483647).default(0),
  toStep: z.int().min(0).max(2147483647).optional().describe('The last step of any of the curves when left out.'),
});
export const metricCurvesOut = z.object({
  fromStep: z.int(),
  toStep: z.int().describe('the last step with a point; the pixels share what is up to it in equal parts'),
  curves: z
    .array(
      z.object({
        level: levelIdSchema,
        series: seriesNameSchema,
        count: z.int().describe('points in the range, all of them looked at'),
        steps: integers('first step of each pixel that has points'),
        min: numbers('least value of the pixel; null: no number there, or an infinite one'),
        max: numbers('greatest'),
        first: numbers('that of its first point'),
        last: numbers('that of its last point'),
        nan: integers('points without a number at the pixel'),
      }),
    )
    .describe('those that have points in the range'),
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
      steps: integers('every step that any of the seeds has'),
      n: integers('seeds with a finite value; draws of a control are averaged within their seed'),
      notFinite: integers('seeds that have NaN or an infinity there, and are in no other column'),
      mean: numbers('over the n seeds'),
      std: numbers('sample standard deviation (n - 1); null for one seed'),
      min: numbers('least of the n'),
      max: numbers('greatest of the n'),
      low: numbers('lower end of the 95 % t interval; null for one seed'),
      high: numbers('upper end'),
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
  trials: z.array(
    z.object({
      trial: trialIdSchema,
      recipeHash: z.string(),
      seed: z.int(),
      studies: z
        .array(
          z.object({
            study: studyIdSchema,
            name: z.string(),
            arm: z.string(),
            label: z.string(),
            position: z.int().describe('of the arm among those of its study, from 0'),
          }),
        )
        .describe('with the arm that it is in, to call it by: those asked for first, then the newest; at most 5'),
    }),
  ),
  metrics: z.array(z.string()).describe('names that their done levels have, in the order of the alphabet'),
  differences: z
    .array(z.object({ path: z.string(), values: z.record(z.string(), z.unknown()) }))
    .describe('members of the recipes, defaults filled in, that differ; by trial id, null where a recipe has none'),
  curves: z.array(
    z.object({
      trial: trialIdSchema,
      points: z
        .array(
          z.object({
            level: z.int(),
            density: z.number(),
            value: z.number(),
            macs: z
              .number()
              .nullable()
              .describe('multiply-accumulates of one example with kept weights; null for a network that is not known'),
          }),
        )
        .describe('levels that are done and have the metric; level 0 is the dense training that trials share'),
    }),
  ),
  groups: z.array(
    z.object({
      recipeHash: z.string(),
      trials: z.array(trialIdSchema),
      levels: z.array(z.object({ level: z.int(), density: z.number(), summary: summarySchema })),
    }),
  ),
});

/**
 * How much tickets agree, pair by pair: weights kept by both over weights kept by either (Jaccard), for each prunable
 * parameter and over all. Two masks that keep nothing agree wholly.
 */
export const overlapSchema = z.strictObject({ levels: listOf(levelIdSchema, 20).describe('two or more') });
const overlap = z.object({
  both: z.int().describe('weights that both keep'),
  either: z.int(),
  jaccard: z.number(),
  expected: z.number().describe('of independent random masks with these densities, layer by layer'),
});
export const overlapOut = z.object({
  levels: z.array(levelIdSchema),
  pairs: z.array(overlap.extend({ a: levelIdSchema, b: levelIdSchema, parameters: z.record(z.string(), overlap) })),
});

export type MetricSeries = z.output<typeof metricSeriesOut>;
export type Points = z.output<typeof pointsSchema>;
export type MetricCurves = z.output<typeof metricCurvesOut>;
export type MetricBands = z.output<typeof metricBandsOut>;
export type Comparison = z.output<typeof compareOut>;
export type Overlaps = z.output<typeof overlapOut>;
