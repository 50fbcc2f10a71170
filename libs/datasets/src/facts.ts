import { catalog } from './catalog';
import type { DatasetName, ImageShape } from './types';

/** What is known of a data set by its name alone: no file is looked for. */
export interface DatasetFacts {
  readonly title: string;
  /** Channels, rows, columns of one image. */
  readonly inputShape: ImageShape;
  readonly classes: number;
  /** Examples of the whole data set; a copy at hand may lack some of the test images (see `listDatasets`). */
  readonly counts: { readonly train: number; readonly test: number };
}

/** The facts of a data set. */
export function datasetFacts(name: DatasetName): DatasetFacts {
  const { title, shape, classes, counts } = catalog[name];
  return { title, inputShape: shape, classes: classes.length, counts };
}
