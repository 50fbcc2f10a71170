import { catalog, imageNet } from './catalog';
import { classesOf } from './planar/draw';
import { isPlanar } from './planar/is-planar';
import { POINT_SHAPE } from './planar/point-set';
import { isHeldOut } from './test-images';
import type { DatasetChoice, ImageShape, NamedChoice, Normalisation, PlanarChoice, PointsChoice } from './types';

/** What is known of the data of a recipe by the recipe alone: no file is looked for. */
export interface DatasetFacts {
  readonly title: string;
  /** Channels, rows, columns of one image. */
  readonly inputShape: ImageShape;
  readonly classes: number;
  /**
   * Examples of the whole data set; a copy at hand may lack some of the test images (see `listDatasets`). Of a folder of
   * images nobody knows before it is listed: those of ImageNet are told.
   */
  readonly counts: { readonly train: number; readonly test: number };
  /** What `standard` pixels are brought to; of a folder of images that of ImageNet. */
  readonly normalisation: Normalisation;
}

/** The facts of the data that a recipe names. */
export function datasetFacts(choice: DatasetChoice): DatasetFacts {
  if (choice.name === 'images') {
    const { folder, classes, size } = choice;
    return { title: `images of ${folder}`, inputShape: [3, size, size], classes, ...imageNet };
  }
  if (isPlanar(choice)) return planarFacts(choice);
  const { title, shape, classes, counts, normalisation } = catalog[choice.name];
  return {
    title,
    inputShape: shape,
    classes: classes.length,
    counts: chosenCounts(choice, counts),
    normalisation,
  };
}

function planarFacts(choice: PlanarChoice | PointsChoice): DatasetFacts {
  const own = choice.name === 'points';
  const count = own ? choice.points.length : choice.examples;
  return {
    title: choice.name,
    inputShape: POINT_SHAPE,
    classes: own ? 1 + Math.max(...choice.points.map(([, , label]) => label)) : classesOf(choice),
    counts: { train: count, test: count },
    normalisation: { mean: [], std: [] },
  };
}

/** How many examples a choice leaves of a data set. */
function chosenCounts(choice: NamedChoice, counts: DatasetFacts['counts']): DatasetFacts['counts'] {
  const { train, test } = isHeldOut(choice) ? { train: 40_000, test: 10_000 } : counts;
  return { train: 'half' in choice && choice.half !== undefined ? train / 2 : train, test };
}
