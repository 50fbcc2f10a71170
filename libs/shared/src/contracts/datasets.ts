import { z } from 'zod';

const count = z.int().positive();

/** What can be said of every data set. */
const common = {
  validation: count.default(5000).describe('Training examples held out to choose with.'),
  limit: count
    .optional()
    .meta({ title: 'Training limit', description: 'At most so many training examples; all when left out.' }),
  testLimit: count.optional().describe('At most so many test examples, from the first; all when left out.'),
  pixels: z
    .enum(['unit', 'standard'])
    .default('unit')
    .describe(
      'unit: byte / 255; standard: also minus the mean, over the standard deviation of the data set; of ImageNet for folders.',
    ),
};

/** A data set with this name; of what it has not, the error says that it has it not. */
function named<const N extends string, S extends z.ZodRawShape>(name: N, description: string, own: S) {
  return z.strictObject(
    { name: z.literal(name).describe(description), ...common, ...own },
    {
      error: (issue) => (issue.code === 'unrecognized_keys' ? `no ${issue.keys.join(', ')} of ${name}` : undefined),
    },
  );
}

/** Below a data folder, whichever machine it is on: a path of the machine would make another recipe on every one. */
const folder = z
  .string()
  .regex(/^\w[\w.-]*(\/\w[\w.-]*)*$/, 'a path below a data folder, such as imagenet')
  .meta({
    title: 'Folder',
    description: 'Below a data folder; it has train/CLASS and val/CLASS with images (jpg, png, webp).',
  });

const options = [
  named('glyphs', 'Digits of open typefaces, drawn here: grey, 28 x 28.', {}),
  named('mnist', 'Handwritten digits: grey, 28 x 28.', {}),
  named('fashion-mnist', 'Articles of clothing: grey, 28 x 28.', {}),
  named('cifar-10', 'Animals and vehicles of 10 classes: colour, 32 x 32.', {
    test: z.enum(['official', 'batch-5']).default('official').meta({
      title: 'Test images',
      description:
        'official: the test batch; batch-5: the 10,000 images of data_batch_5, which are not trained on then.',
    }),
    half: z.enum(['a', 'b']).optional().meta({
      title: 'Half',
      description: 'Half of the training images, with half of every class: CIFAR-10a or 10b; all when left out.',
    }),
  }),
  named('cifar-100', 'Animals, plants and things of 100 classes: colour, 32 x 32.', {}),
  named('images', 'A folder of images in ImageNet’s layout; they are read as they are needed.', {
    folder,
    classes: z.int().min(2).max(65_536).describe('Class folders that train has.'),
    size: count
      .max(1024)
      .default(224)
      .describe('Rows and columns that images are brought to: shorter side resized, centre cut out.'),
  }),
] as const;

const names = options.map(({ shape }) => shape.name.value);

/** Data sets by name, and folders of images. */
export const datasetSchema = z.discriminatedUnion('name', options, {
  error: ({ code }) => (code === 'invalid_union' ? `one of ${names.join(', ')}` : undefined),
});

/** What is done to training images every time they are seen. */
export const augmentationSchema = z.enum(['none', 'crop-flip']);
