import { z } from 'zod';
import { momentSchema, studyIdSchema } from './common';
import { matrixDataSchema, picturesDataSchema } from '../figure';
import { armAggregateSchema, claimOut, presetOut } from './studies';

/** What we found when we ran a study of the literature: kept beside its declaration by `tombola study record`. */
export const recordedOut = z.object({
  dataset: z.string(),
  scale: z.string(),
  seeds: z.array(z.int()),
  recordedAt: momentSchema,
  command: z.string().describe('runs it again'),
  changes: z.record(z.string(), z.unknown()).describe('what the command changes of every recipe'),
  draws: z.int().optional().describe('of controls, where the command says how many'),
  trainingSeconds: z
    .number()
    .describe('Sum of the own times of all trainings, of one core each, with those that only others start from.'),
  machine: z.string().describe('engines that trained it, and the machine that the record was written on'),
  planHash: z.string().describe('of the plan: with the same, the numbers are the same'),
  matrices: z.record(z.string(), matrixDataSchema).optional().describe('its heat maps, by their ids'),
  pictures: z.record(z.string(), picturesDataSchema).optional().describe('of its first layers, by their ids'),
  levels: z.array(armAggregateSchema).describe('the metrics that it shows or compares, every arm'),
  claims: z.array(claimOut),
});

export const presetDetailOut = presetOut.extend({
  recorded: recordedOut.nullable().describe('null: not recorded yet'),
});

/** The literature as a wall of pictures: what is asked, what was found, and who ran it here. */
export const presetGalleryOut = z.object({
  items: z.array(
    z.object({
      ...presetOut.pick({ id: true, title: true, question: true, citation: true }).shape,
      arms: z.array(z.object({ id: z.string(), label: z.string() })),
      claims: z.array(
        z.object({
          ...claimOut.pick({ id: true, sentence: true, source: true }).shape,
          recorded: claimOut
            .pick({
              verdict: true,
              effect: true,
              interval: true,
              unit: true,
              confidence: true,
              n: true,
              adjustedPValue: true,
              reason: true,
            })
            .nullable(),
        }),
      ),
      recorded: recordedOut.omit({ levels: true, claims: true, matrices: true, pictures: true }).nullable(),
      figure: z.record(z.string(), z.unknown()).describe('its declaration'),
      panel: z
        .object({ metric: z.string(), label: z.string(), unit: z.string(), levels: z.array(armAggregateSchema) })
        .nullable()
        .describe('the first panel of the figure, as recorded'),
      newest: z
        .object({ id: studyIdSchema, name: z.string(), scale: z.string(), finishedAt: momentSchema })
        .nullable()
        .describe('the study that was made from it and finished last on this server, those in the archive excepted'),
    }),
  ),
});

export type RecordedStudy = z.output<typeof recordedOut>;
export type PresetDetail = z.output<typeof presetDetailOut>;
export type PresetGallery = z.output<typeof presetGalleryOut>;
