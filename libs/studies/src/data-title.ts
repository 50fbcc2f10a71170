import type { Recipe } from '@tombola/shared';

/** The name of the data, and which of it is held out where that is not usual. */
export function dataTitle(dataset: Recipe['dataset']): string {
  if (dataset.name === 'images') return `images of ${dataset.folder}`;
  const heldOut = dataset.name === 'cifar-10' && dataset.test === 'batch-5';
  return heldOut ? `${dataset.name} (test: data_batch_5)` : dataset.name;
}

/** The titles of all data that recipes train on, each once. */
export function dataTitles(recipes: readonly Pick<Recipe, 'dataset'>[]): string {
  return [...new Set(recipes.map(({ dataset }) => dataTitle(dataset)))].join(', ');
}
