import {
  batches,
  readHere,
  readInThread,
  type Augmentation,
  type BatchPosition,
  type Images,
  type Reader,
} from '@tombola/datasets';
import type { BatchSource } from '@tombola/nn';
import { InputError, type Recipe } from '@tombola/shared';

/**
 * Reads images in memory where they are, which costs less than handing batches between threads is worth (docs/data.md);
 * those of a folder in a thread, which decodes the next ones while a step runs.
 *
 * @throws {InputError} for a folder of images when there is no program for a thread.
 */
export async function openReader(
  images: Images,
  readingThread: string | undefined,
  augmentation?: Augmentation,
): Promise<Reader> {
  if ('images' in images) return readHere(images, augmentation);
  if (readingThread !== undefined) return readInThread(images, readingThread, augmentation);
  throw new InputError({
    what: 'folders of images are read by a thread, and this process has no program for one',
    value: images.folder,
    expected: 'the option `readingThread`: a file that calls `serveImages()`',
  });
}

/** Training batches, with a position as checkpoints keep it. */
export interface TrainingBatches extends BatchSource {
  position: unknown;
  close(): Promise<void>;
}

/** The training batches of a seed in the order of a stream, augmented as the recipe says. */
export async function trainingBatches(
  images: Images,
  indices: Uint32Array,
  options: {
    readonly recipe: Pick<Recipe, 'batch' | 'augmentation'>;
    readonly seed: number;
    readonly stream: string;
    readonly readingThread?: string;
  },
): Promise<TrainingBatches> {
  const { recipe, seed, stream, readingThread } = options;
  const { batch, augmentation: name } = recipe;
  const reader = await openReader(images, readingThread, name === 'none' ? undefined : { name, seed, stream });
  const source = batches(reader, indices, { batch, seed, stream });
  return {
    next: () => source.next(),
    get position(): unknown {
      return source.position;
    },
    set position(position) {
      source.position = position as BatchPosition;
    },
    close: () => reader.close(),
  };
}
