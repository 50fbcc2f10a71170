import { z } from 'zod';
import { count, named } from './dataset-options';
import { planarOptions } from './planar';

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
  ...planarOptions,
] as const;

const names = options.map(({ shape }) => shape.name.value);

/** Data sets by name, folders of images, and points of a plane. */
export const datasetSchema = z.discriminatedUnion('name', options, {
  error: ({ code }) => (code === 'invalid_union' ? `one of ${names.join(', ')}` : undefined),
});

/** What is done to training images every time they are seen. */
export const augmentationSchema = z.enum(['none', 'crop-flip']);
