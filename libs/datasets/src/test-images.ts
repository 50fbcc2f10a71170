import { catalog } from './catalog';
import { isPlanar } from './planar/is-planar';
import type { DatasetChoice, NamedChoice } from './types';

/**
 * Which images a result is about, in words: of the official test set, or of the one that a recipe chose.
 *
 * @param count the test images that are there.
 */
export function testImagesOf(choice: DatasetChoice, count: number): string {
  if (choice.name === 'images') return `${choice.folder}/val: ${shown(count)} images`;
  if (choice.name === 'points') return `the ${shown(count)} points themselves, trained on or held out`;
  if (isPlanar(choice)) return `${choice.name}: ${shown(count)} points drawn for testing`;
  if (isHeldOut(choice)) return `data_batch_5, held out of training: ${shown(count)} images`;
  const official = catalog[choice.name].counts.test;
  return count === official
    ? `the official test set: ${shown(official)} images`
    : `first ${shown(count)} of ${shown(official)} official test images`;
}

/** The same when a recipe takes the first of them only. */
export function firstOf(testImages: string, count: number, limit = Infinity): string {
  return limit < count ? `${testImages}; the first ${shown(limit)} of them` : testImages;
}

/** Whether the last of the five training batches of CIFAR-10 is the test set. */
export function isHeldOut(choice: NamedChoice): boolean {
  return choice.name === 'cifar-10' && choice.test === 'batch-5';
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}
