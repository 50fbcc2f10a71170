import { join } from 'node:path';
import { drawsOf, type Augmentation } from '../augment/augmentation';
import type { ImageFolder } from '../types';
import { decodeImage } from './decode';
import { bytesOf } from './memory';
import type { Fill } from './reader';

/** Images that are decoded side by side: as many as Node has threads for such work, unless UV_THREADPOOL_SIZE says other. */
const lanes = Number(process.env['UV_THREADPOOL_SIZE']) || 4;

/** Decodes the images of wishes from their files: those of one wish are all that is in memory. */
export function fillFromFiles(set: ImageFolder, augmentation?: Augmentation): Fill {
  const { folder, files } = set;
  const [, size] = set.shape;
  const bytes = bytesOf(set);
  const draws = augmentation && drawsOf(augmentation);
  return async ({ examples, epochs }, target) => {
    let next = 0;
    const lane = async () => {
      for (let i = next++; i < examples.length; i = next++) {
        const example = examples[i]!;
        const path = join(folder, files[example]!);
        await decodeImage(path, size, draws?.(example, epochs[i]!), target, i * bytes);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
}
