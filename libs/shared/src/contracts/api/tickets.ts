import { z } from 'zod';
import { levelIdSchema, levelStateSchema, studyIdSchema, trialIdSchema } from './common';
import { exportGlance, ticketOut } from './artifacts';

/** Histograms of the weights of a ticket's prunable parameters, before its training and after. */
export const weightsSchema = z.strictObject({
  level: levelIdSchema,
  parameter: z.string().max(200).optional().describe('This one alone; every prunable one when left out.'),
  bins: z.int().min(1).max(200).default(50),
});
const weightPopulation = z.object({
  n: z.int().describe('finite values'),
  notFinite: z.int().describe('NaN and infinities, which are in no other member'),
  mean: z.number().nullable().describe('null without a value'),
  std: z.number().nullable().describe('sample standard deviation (n - 1); null for fewer than two values'),
  counts: z.array(z.int()).describe('by bin; they add up to n'),
});
export const weightsOut = z.object({
  level: levelIdSchema,
  parameters: z.array(
    z.object({
      parameter: z.string(),
      shape: z.array(z.int()),
      kept: z.int(),
      total: z.int(),
      edges: z
        .array(z.number())
        .describe(
          'bins + 1 numbers from -a to a, a the largest magnitude of all that is counted; the last bin is closed',
        ),
      final: weightPopulation.describe('after the last step, of kept positions; the others are 0'),
      initial: z.object({
        kept: weightPopulation,
        all: weightPopulation
          .nullable()
          .describe(
            'of every position; null where those of removed ones are not stored, as of re-initialised controls',
          ),
      }),
      signsChanged: z
        .number()
        .nullable()
        .describe(
          'share of the kept whose final weight has the other sign; a weight of 0 has none. null: none is kept',
        ),
    }),
  ),
});

/** The first of many indices, and how many there are. */
const indices = z.object({ count: z.int(), indices: z.array(z.int()).describe('ascending, the first 1,000') });
/** Units that a mask has cut off, layer by layer. Of a convolutional layer, channels are its units. */
export const unitsOut = z.object({
  level: levelIdSchema,
  layers: z
    .array(
      z.object({
        layer: z.string(),
        kind: z.string().describe('dense or conv, whose units are its channels'),
        parameter: z.string(),
        inputs: z.int(),
        outputs: z.int(),
        inputsUnused: indices.describe('input units without a kept outgoing weight'),
        outputsUnfed: indices.describe('output units without a kept incoming weight'),
      }),
    )
    .describe('from the input to the logits'),
  hidden: z
    .array(
      z.object({
        layer: z.string().describe('whose outputs they are'),
        units: z.int(),
        unfed: z.int().describe('without a kept incoming weight'),
        unused: z.int().describe('without a kept outgoing weight'),
        dead: indices.describe('either or both'),
      }),
    )
    .describe('between two layers'),
});

/** What of its input the first layer of a network still sees. */
export const inputsOut = z.object({
  level: levelIdSchema,
  layer: z.string(),
  kind: z
    .string()
    .describe('dense: rows, columns and channels are those of the image that it reads; conv: those of its kernel'),
  height: z.int(),
  width: z.int(),
  channels: z.int(),
  outputs: z.int().describe('units of the layer: the most that a count can be'),
  counts: z
    .array(z.int())
    .describe('kept connections, row by row, the channels of a pixel together: ((y * width) + x) * channels + c'),
});

/** A ticket with what is around it. */
export const ticketDetailOut = ticketOut.extend({
  seed: z.int(),
  recipeHash: z.string(),
  parent: levelIdSchema
    .nullable()
    .describe('the level whose trained weights decided its mask; of the control reorder, the level that it repeats'),
  children: z
    .array(
      z.object({
        level: levelIdSchema,
        trial: trialIdSchema,
        state: levelStateSchema,
        control: z.string().nullable().describe('reinit or shuffle; null for the next ticket'),
      }),
    )
    .describe('the next tickets before controls; at most 100'),
  exports: z.array(exportGlance).describe('newest first'),
  studies: z
    .array(z.object({ study: studyIdSchema, name: z.string(), arm: z.string(), label: z.string() }))
    .describe('with the arms that it belongs to, newest first; at most 100'),
});

export type TicketWeights = z.output<typeof weightsOut>;
export type WeightPopulation = z.output<typeof weightPopulation>;
export type TicketUnits = z.output<typeof unitsOut>;
export type TicketInputs = z.output<typeof inputsOut>;
export type TicketDetail = z.output<typeof ticketDetailOut>;
