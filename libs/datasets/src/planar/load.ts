import type { DatasetInMemory, ImageSet, PlanarChoice, PointsChoice } from '../types';
import { sha256 } from '../read-bytes';
import { testImagesOf } from '../test-images';
import { drawPlanar } from './draw';
import { pointSet } from './point-set';

/** A planar data set, drawn, or of the points of the recipe, which are then what is trained on and what is tested on. */
export function loadPlanar(choice: PlanarChoice | PointsChoice): DatasetInMemory {
  const { train, test } = choice.name === 'points' ? ownPoints(choice) : drawPlanar(choice);
  return {
    name: choice.name,
    classes: Array.from({ length: train.classes }, (_, label) => String(label)),
    train,
    test,
    testImages: testImagesOf(choice, test.count),
    normalisation: { mean: [], std: [] },
    checksums: { train: checksum(train), test: checksum(test) },
    notes: [],
    folder: 'this version',
  };
}

function ownPoints({ points }: PointsChoice): { train: ImageSet; test: ImageSet } {
  const labels = points.map(([, , label]) => label);
  const set = pointSet(
    points.map(([x, y]) => [x, y]),
    labels,
    Math.max(...labels) + 1,
  );
  return { train: set, test: set };
}

function checksum({ images, labels }: ImageSet): string {
  return sha256(new Uint8Array([...images, ...labels]));
}
