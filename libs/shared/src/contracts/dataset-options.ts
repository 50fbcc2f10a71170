import { z } from 'zod';

export const count = z.int().positive();

/** What can be said of every data set. */
const common = {
  validation: count.default(5000).describe('Training examples held out to choose with.'),
  limit: count
    .optional()
    .meta({ title: 'Training limit', description: 'At most so many training examples; all when left out.' }),
  testLimit: count.optional().describe('At most so many test examples, from the first; all when left out.'),
};

/** What can be said of images. */
const ofImages = {
  pixels: z
    .enum(['unit', 'standard'])
    .default('unit')
    .describe(
      'unit: byte / 255; standard: also minus the mean, over the standard deviation of the data set; of ImageNet for folders.',
    ),
  labels: z
    .enum(['true', 'random'])
    .default('true')
    .describe(
      'random: those of training and validation images are drawn, the same in every recipe; test images keep theirs.',
    ),
};

/** Images with this name; of what they have not, the error says that they have it not. */
export function named<const N extends string, S extends z.ZodRawShape>(name: N, description: string, own: S) {
  return examples(name, description, { ...ofImages, ...own });
}

/** The same of examples that are no images. Members of `own` take the place of common ones. */
export function examples<const N extends string, S extends z.ZodRawShape>(name: N, description: string, own: S) {
  return z.strictObject(
    { name: z.literal(name).describe(description), ...common, ...own },
    {
      error: (issue) => (issue.code === 'unrecognized_keys' ? `no ${issue.keys.join(', ')} of ${name}` : undefined),
    },
  );
}
