import { z } from 'zod';
import { networkDefinitionSchema } from './network';

const count = z.int().min(0);
const share = z.number().min(0).max(1);

/** Mean cross-entropy (natural logarithm, without label smoothing) and the share of right answers. */
const evaluationSchema = z.object({ loss: z.number(), accuracy: share });

/** What was measured at one point of a training. */
export const measurementSchema = z.object({
  step: count.describe('Optimizer steps done.'),
  trainLoss: z
    .number()
    .optional()
    .describe('Mean training loss of the steps since the measurement before; absent at step 0.'),
  validation: evaluationSchema,
  test: evaluationSchema,
});

/** What is stored of a finished level, as `result.json`. Members that a later version adds are left out. */
export const levelResultSchema = z.object({
  format: z.literal('tombola-level-1'),
  key: z
    .string()
    .regex(/^[0-9a-f]{12}\/seed-\d+\/level-\d+$/, 'RECIPE/seed-S/level-L')
    .describe('The name of the level: RECIPE/seed-S/level-L.'),
  seed: count,
  level: count,
  density: share.describe('Kept over total, of all prunable weights.'),
  layers: z
    .record(z.string(), z.object({ kept: count, total: count }))
    .describe('Kept and total weights by parameter.'),
  network: networkDefinitionSchema
    .optional()
    .describe('The network that was trained, where channels have left the recipe’s.'),
  metrics: z.record(z.string(), z.number()).describe('The numbers that figures and claims are made of.'),
  matrices: z
    .record(z.string(), z.object({ places: z.array(z.number()), values: z.array(z.array(z.number())) }))
    .optional()
    .describe('What was measured of every pair of places, such as steps.'),
  history: z.array(measurementSchema).min(1).describe('By ascending step.'),
  record: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe(
      'How it came about: engine, machine, seconds of training, hash of the checksums of its data, test images.',
    ),
});

/** What was measured at one point of a training. */
export type Measurement = Readonly<z.output<typeof measurementSchema>>;
/** What is stored of a finished level. */
export type LevelResult = Readonly<Omit<z.output<typeof levelResultSchema>, 'history'>> & {
  readonly history: readonly Measurement[];
};
